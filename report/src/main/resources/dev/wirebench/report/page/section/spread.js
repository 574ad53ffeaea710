'use strict';

// What each block of a cell came to, and which cells that lets differ.
sections.push(() => {
  const {h} = elements;
  const {data, several, inTurn, seriesName, prefix, distinct, runNames, MISSING} = report;
  const LABELS = {p50: 'p50', p99: 'p99', throughput: 'throughput'};
  const state = {metric: 'p50'};
  const ROW = 34;
  const VALUE = 70;
  const format = () => (state.metric === 'throughput' ? charts.perSecond : charts.exactTime);
  const axisFormat = () => (state.metric === 'throughput' ? charts.perSecond : charts.time);
  const spreadOf = run => (view.matrix(run) || {spreads: []}).spreads.find(each => each.metric === state.metric);
  const known = series => series.blocks.map(block => block[state.metric]).filter(v => v != null && v > 0);

  function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted.length ? (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2 : null;
  }

  /** By their medians; of several runs cell by cell, so that a cell's runs stand together. */
  function rows() {
    const all = view.selected().filter(series => known(series).length)
      .map(series => ({series, values: known(series), median: median(known(series))}));
    const cells = distinct(all.map(row => row.series.cell));
    return all.sort((a, b) => (several ? cells.indexOf(a.series.cell) - cells.indexOf(b.series.cell) || a.series.run - b.series.run
      : a.median - b.median));
  }

  /** Cells beside each other of which no two differ significantly; only where the rows are in the order of one run. */
  function alike(all) {
    const spread = several ? null : spreadOf(0);
    return (spread ? spread.alike : []).map(group => all.map((row, i) => (group.includes(row.series.cell) ? i : -1)).filter(i => i >= 0))
      .filter(indices => indices.length > 1);
  }

  /** A thin line from the least to the most block, a dot per block, and a strong stroke at their median. */
  function whisker(all) {
    return {
      type: 'custom', clip: false, encode: {x: [0, 1, 2], y: 3}, data: all.map((row, i) =>
        ({value: [Math.min(...row.values), row.median, Math.max(...row.values), i], row})),
      renderItem: (params, api) => {
        const row = all[params.dataIndex];
        const [from, y] = api.coord([api.value(0), api.value(3)]);
        const [middle] = api.coord([api.value(1), api.value(3)]);
        const [to] = api.coord([api.value(2), api.value(3)]);
        const colour = charts.colour(row.series.protocol);
        return {type: 'group', children: [
          {type: 'line', shape: {x1: from, y1: y, x2: to, y2: y}, style: {stroke: colour, lineWidth: 1.5,
            lineDash: charts.dashOf(row.series) === 'solid' ? null : [4, 3]}},
          ...row.values.map(v => ({type: 'circle', shape: {cx: api.coord([v, 0])[0], cy: y, r: 4}, style: {fill: colour, opacity: 0.45}})),
          {type: 'rect', shape: {x: middle - 2, y: y - 10, width: 4, height: 20}, style: {fill: colour}},
          {type: 'text', x: to + 12, y, style: {text: format()(row.median), fill: charts.colour('ink'), fontFamily: charts.font(), fontSize: 13, fontWeight: 600,
            verticalAlign: 'middle'}},
        ]};
      },
    };
  }

  /** Grey brackets beside the rows that go together. */
  function brackets(groups, first) {
    return {
      type: 'custom', silent: true, clip: false, tooltip: {show: false}, encode: {y: [0, 1]}, data: groups.map(group => [group[0], group[group.length - 1]]),
      renderItem: (params, api) => {
        const {coordSys} = params;
        const x = coordSys.x + coordSys.width + VALUE + 10 + 16 * params.dataIndex;
        const y = i => coordSys.y + ROW * (i + 0.5);
        const grey = charts.colour('soft');
        const [top, bottom] = [y(api.value(0)) - 8, y(api.value(1)) + 8];
        return {type: 'group', children: [
          {type: 'polyline', shape: {points: [[x - 6, top], [x, top], [x, bottom], [x - 6, bottom]]},
            style: {stroke: grey, lineWidth: 3, fill: 'none'}},
          ...(params.dataIndex === groups.length - 1 ? [{type: 'text', x: x + 8, y: (y(groups[0][0]) + y(groups[0][groups[0].length - 1])) / 2,
            style: {text: first, fill: grey, fontFamily: charts.font(), fontSize: 12, lineHeight: 16, verticalAlign: 'middle'}}] : [])]};
      },
    };
  }

  function option(width) {
    const all = rows();
    const groups = alike(all);
    const values = all.flatMap(row => row.values);
    const bottom = charts.below(Math.min(...values));
    const isWide = width >= 700;
    const room = groups.length && isWide ? 20 + 16 * groups.length + 110 : groups.length ? 14 + 16 * groups.length : 8;
    return {
      grid: {left: 12 + 7.6 * Math.max(4, ...all.map(row => seriesName(row.series).length)), right: room + VALUE, top: 8, height: ROW * all.length},
      xAxis: charts.logAxis(bottom, Math.max(charts.above(Math.max(...values)), bottom * 10), axisFormat(), {}),
      yAxis: charts.axis({type: 'category', inverse: true, data: all.map(row => seriesName(row.series)), splitLine: {show: true, lineStyle:
        {color: charts.colour('line'), opacity: 0.5}}, axisLabel: {color: charts.colour('ink'), fontSize: 13, interval: 0}}),
      tooltip: {...charts.tooltip(() => '', () => null), trigger: 'item', formatter: item => charts.tip(seriesName(item.data.row.series),
        [['median of the blocks', format()(item.data.row.median)], ...item.data.row.values.map((v, i) => ['block ' + (i + 1), format()(v)])])},
      series: [whisker(all), brackets(groups, isWide ? 'no significant\ndifference' : '')],
    };
  }

  const VERDICTS = {different: 'differ', not_significant: 'no significant difference', cannot_tell: 'too few blocks to tell'};

  /** A table of pairs per run; what is not significant is grey. */
  function pairs(run) {
    const spread = spreadOf(run);
    return !spread || !spread.pairs.length ? null : elements.fold(prefix(run) + 'Pair by pair, by ' + LABELS[state.metric], state, 'pairsOpen' + run,
      elements.table(prefix(run) + 'Pairs of cells by ' + LABELS[state.metric], ['pair', 'ratio', '95 % bounds', 'p, two-sided', 'result'], spread.pairs.map(pair =>
        [pair.second + ' / ' + pair.first, pair.ratio, pair.bounds, pair.p == null ? MISSING : pair.p < 0.001 ? '< 0.001' : pair.p.toFixed(3),
          VERDICTS[pair.result]]), i => (spread.pairs[i].result === 'different' ? '' : 'alike')));
  }

  const metrics = () => (view.matrix(view.state.run) || view.matrix(0) || {spreads: []}).spreads.map(each => each.metric);
  const blocks = () => view.selected();
  const most = () => Math.max(0, ...blocks().map(series => series.blocks.length));

  return data.series.length === 0 ? [] : [figures.of({
    topic: 'Block by block', name: 'blocks', state,
    text: 'Each dot is a block, the stroke their median. What blocks of one cell differ by is noise: two cells differ only if it is'
      + ' clearly less than what lies between them.',
    titles: () => data.runs.map((_, run) => [run, spreadOf(run)]).filter(([, spread]) => spread).map(([run, spread]) => [run, spread.title]),
    choices: [['Figure', distinct(data.runs.flatMap(run => run.matrices).flatMap(m => m.spreads.map(s => s.metric))).map(m => [m, LABELS[m]]), 'metric']],
    axes: () => 'Right: ' + (state.metric === 'throughput' ? 'answers per second' : 'response time, ' + state.metric) + ' of each block, on a logarithmic scale.',
    height: () => ROW * Math.max(1, rows().length) + 40, option,
    table: () => ({heads: ['cell', 'blocks', 'median', 'lowest', 'highest'], rows: rows().map(row => [seriesName(row.series), String(row.values.length),
      format()(row.median), format()(Math.min(...row.values)), format()(Math.max(...row.values))])}),
    csv: () => ({heads: ['cell', 'load', 'instrument', 'block', 'p50 (ns)', 'p99 (ns)', 'throughput (1/s)'],
      rows: blocks().flatMap(series => series.blocks.map((b, i) => [seriesName(series), series.load, series.instrument, i + 1, b.p50, b.p99, b.throughput]))}),
    isEmpty: () => (!metrics().includes(state.metric) ? 'Under a rate the throughput is that rate; it tells cells apart only under a closed load.'
      : rows().length ? null : 'No block of the cells that are ticked has this figure.'),
    notes: () => [...data.runs.map((_, run) => pairs(run)), h('p', {class: 'note'}, 'Pairs are tested on their blocks’ values (Mann and Whitney, exact, two-sided;'
      + ' Holm’s procedure over all pairs of a load, at 5 %), and the ratio is the estimate of Hodges and Lehmann. Blocks run in shuffled order.'
      + ' A grey bracket joins cells of which no two differ significantly: that is not proof that they are equal. Every cell has'
      + ' its blocks: ' + most() + ' here.' + (several ? ' Pairs are of one run; runs are not tested against each other' + (inTurn ? '.' : ', as they were not measured in turn.') : ''))],
  })];
});
