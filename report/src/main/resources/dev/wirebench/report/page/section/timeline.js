'use strict';

// Latency and throughput of every stretch of every block, over what else went on while the block was measured.
sections.push(() => {
  const {data, cellName, several, runNames} = report;
  const state = {time: 'measured'};
  const LATENCY = 0;
  const THROUGHPUT = 1;
  const PAUSES = 2;
  const GC = 3;
  const ROWS = [{top: 122, height: 250}, {top: 402, height: 110}, {top: 542, height: 46}, {top: 618, height: 46}];
  const NAMES = ['response time, p50 to p99', 'throughput', 'longest pause of the generator in the block', 'garbage collections in the block'];
  const HEIGHT = 700;
  const NAMES_HEIGHT = 94;
  const clock = ms => new Date(ms).toISOString().slice(11, 19);

  /** Blocks in the order in which they ran, each with where it stands on the axis, in seconds. */
  function blocks() {
    const all = view.ofRun().flatMap(series => series.blocks.map((block, index) => ({series, block, index})))
      .sort((a, b) => a.block.start - b.block.start);
    const first = all.length ? all[0].block.start : 0;
    const gap = all.reduce((sum, each) => sum + each.block.length, 0) * 0.004;
    let at = 0;
    return all.map(each => {
      const from = state.time === 'measured' ? at : each.block.start - first;
      at += each.block.length + gap;
      return {...each, from: from / 1000, to: (from + each.block.length) / 1000};
    });
  }

  /** Stretches of a block, where it stands. */
  const moments = each => each.series.moments.filter(m => m[2] === each.index).map(m => ({
    from: each.from + (m[0] - each.block.start) / 1000, to: each.from + (m[0] + m[1] - each.block.start) / 1000,
    start: m[0], p50: m[3], p99: m[4], throughput: m[5]}));

  /** A rectangle from low to high with a strong upper edge. */
  function boxes(grid, items, fillOpacity) {
    return {
      type: 'custom', xAxisIndex: grid, yAxisIndex: grid, clip: true, encode: {x: [0, 1], y: [2, 3]},
      data: items.map(item => ({value: [item.from, item.to, item.low, item.high], item})),
      renderItem: (params, api) => {
        const [x, top] = api.coord([api.value(0), api.value(3)]);
        const [end, bottom] = api.coord([api.value(1), api.value(2)]);
        const {series} = items[params.dataIndex];
        const colour = charts.colour(series.protocol);
        const width = Math.max(1.5, end - x);
        const dash = charts.dashOf(series) === 'solid' ? null : [3, 2];
        return {type: 'group', children: [
          {type: 'rect', shape: {x, y: top, width, height: Math.max(1, bottom - top)}, style: {fill: colour, opacity: fillOpacity}},
          {type: 'line', shape: {x1: x, y1: top, x2: x + width, y2: top}, style: {stroke: colour, lineWidth: 2.5, lineDash: dash}},
          ...(grid === LATENCY ? [{type: 'line', shape: {x1: x, y1: bottom, x2: x + width, y2: bottom},
            style: {stroke: colour, lineWidth: 2}}] : []),
        ]};
      },
    };
  }

  /** Bars of blocks; what was not measured is a dotted line. */
  function strip(grid, all, name) {
    return {
      type: 'custom', xAxisIndex: grid, yAxisIndex: grid, clip: true, encode: {x: [0, 1], y: 2},
      data: all.map(each => ({value: [each.from, each.to, each.block[name] ?? 0], item: {...each, name}})),
      renderItem: (params, api) => {
        const known = all[params.dataIndex].block[name] != null;
        const [x, y] = api.coord([api.value(0), api.value(2)]);
        const [end, zero] = api.coord([api.value(1), 0]);
        const width = Math.max(1.5, end - x);
        return known ? {type: 'rect', shape: {x, y, width, height: Math.max(0.5, zero - y)}, style: {fill: charts.colour('soft')}}
          : {type: 'line', shape: {x1: x, y1: zero - 4, x2: x + width, y2: zero - 4}, style: {stroke: charts.colour('soft'), lineDash: [1, 2]}};
      },
    };
  }

  const isRoom = (all, width) => (width - 100) / Math.max(1, all.length) >= 13;

  /** The names of cells over their blocks, in the colour of their protocol. */
  function names(all, width) {
    return {
      type: 'custom', xAxisIndex: LATENCY, yAxisIndex: LATENCY, silent: true, encode: {x: [0, 1]}, z: 5, tooltip: {show: false},
      data: isRoom(all, width) ? all.map(each => [each.from, each.to]) : [],
      renderItem: (params, api) => {
        const {coordSys} = params;
        const x = (api.coord([api.value(0), 1])[0] + api.coord([api.value(1), 1])[0]) / 2;
        const {series} = all[params.dataIndex];
        return {type: 'text', x, y: coordSys.y - 6, rotation: Math.PI / 2, style: {text: cellName(series), fontSize: 11, fontFamily: charts.font(),
          fill: charts.colour(series.protocol), align: 'left', verticalAlign: 'middle'}};
      },
    };
  }

  function tip({data: {item}}) {
    const {series, block} = item;
    const rows = item.name ? [] : [['p50', item.p50 == null ? '-' : charts.exactTime(item.p50)],
      ['p99', item.p99 == null ? '-' : charts.exactTime(item.p99)],
      ['throughput', item.throughput == null ? '-' : charts.perSecond(item.throughput)]];
    const known = ns => (ns == null ? 'not measured' : charts.exactTime(ns));
    return charts.tip(cellName(series) + ', ' + clock(item.start || block.start) + ' UTC', [...rows,
      ['longest pause in the block', known(block.longestPause)], ['all pauses in the block', known(block.pauses)],
      ['GC in the block', known(block.gc)], ['compilation in the block', known(block.compilation)]]);
  }

  const without = (grid, all) => (grid < PAUSES || all.some(each => each.block[grid === GC ? 'gc' : 'longestPause'] != null) ? ''
    : ': not measured');

  function option(width) {
    const all = blocks();
    const stretches = all.flatMap(each => moments(each).map(m => ({...each, ...m})));
    const times = stretches.flatMap(m => [m.p50, m.p99]).filter(ns => ns > 0);
    const bottom = times.length ? charts.below(Math.min(...times)) : 1;
    const top = times.length ? charts.above(Math.max(...times)) : 10;
    const most = all.length ? Math.max(...all.map(each => each.to)) : 1;
    const left = 74;
    const up = isRoom(all, width) ? 0 : NAMES_HEIGHT;
    const grids = ROWS.map(row => ({left, right: 14, ...row, top: row.top - up}));
    const max = name => Math.max(1e6, ...all.map(each => each.block[name] || 0));
    const strips = name => charts.axis({type: 'value', min: 0, max: max(name), interval: max(name), axisLabel: {formatter: charts.time}});
    return {
      title: NAMES.map((text, i) => ({text: (width < 600 ? text.replace(' of the generator', '') : text) + without(i, all), left: left - 4,
        top: i === LATENCY ? 0 : grids[i].top - 24,
        textStyle: {fontSize: 12, fontWeight: 600, color: charts.colour('soft')}})),
      grid: grids,
      xAxis: grids.map((_, i) => charts.axis({type: 'value', gridIndex: i, min: 0, max: most, splitLine: {show: false},
        axisLabel: {show: i === GC, formatter: s => s + '\u00a0s', showMaxLabel: false}})),
      yAxis: [{...charts.logAxis(bottom, Math.max(top, bottom * 10), charts.time, {}), gridIndex: LATENCY},
        charts.axis({type: 'value', gridIndex: THROUGHPUT, min: 0, splitNumber: 3, axisLabel: {formatter: charts.perSecond}}),
        {...strips('longestPause'), gridIndex: PAUSES}, {...strips('gc'), gridIndex: GC}],
      dataZoom: [{type: 'inside', xAxisIndex: [0, 1, 2, 3], zoomOnMouseWheel: 'ctrl', filterMode: 'none'}],
      tooltip: {...charts.tooltip(() => '', () => null), trigger: 'item', formatter: tip},
      series: [
        boxes(LATENCY, stretches.filter(m => m.p99 != null).map(m => ({...m, low: Math.max(m.p50, bottom), high: Math.max(m.p99, bottom)})), 0.25),
        boxes(THROUGHPUT, stretches.filter(m => m.throughput != null).map(m => ({...m, low: 0, high: m.throughput})), 0.25),
        strip(PAUSES, all, 'longestPause'), strip(GC, all, 'gc'), names(all, width)],
    };
  }

  const time = ns => (ns == null ? report.MISSING : charts.exactTime(ns));
  const table = () => ({heads: ['block', 'started (UTC)', 'p50', 'p99', 'throughput', 'longest pause', 'pauses', 'GC'],
    rows: blocks().map(({series, block, index}) => [cellName(series) + ' ' + (index + 1), clock(block.start), time(block.p50),
      time(block.p99), block.throughput == null ? report.MISSING : charts.perSecond(block.throughput), time(block.longestPause),
      time(block.pauses), time(block.gc)])});
  const csv = () => ({heads: ['cell', 'load', 'instrument', 'block', 'start (ms since 1970)', 'length (ms)', 'p50 (ns)', 'p99 (ns)',
    'throughput (1/s)', 'longest pause in the block (ns)', 'pauses in the block (ns)', 'GC in the block (ns)', 'compilation in the block (ns)'],
  rows: blocks().flatMap(({series, block}, i, all) => moments(all[i]).map(m => [series.cell, series.load, series.instrument,
    all[i].index + 1, m.start, Math.round((m.to - m.from) * 1000), m.p50, m.p99, m.throughput, block.longestPause, block.pauses,
    block.gc, block.compilation]))});

  return data.series.length === 0 ? [] : [figures.of({
    topic: 'Over time', name: 'over-time', state,
    text: 'The cells take turns in shuffled blocks, so that what disturbs the machine does not meet one of them alone.'
      + ' A box is a stretch of a block: its upper edge is the p99, its lower one the p50.'
      + (several ? ' One run at a time; choose it above.' : ''),
    titles: () => [...view.titles('timeline'), ...view.titles('throughput')]
      .filter(([run]) => run === view.state.run).map(([, text]) => [view.state.run, text]),
    choices: [['Time', [['measured', 'measured time, without the gaps'], ['wall', 'clock, with the gaps']], 'time']],
    axes: () => 'Up: as named over each strip. Right: seconds ' + (state.time === 'measured' ? 'measured' : 'since the first block')
      + (several ? ' of ' + runNames[view.state.run] : '') + '.',
    height: width => HEIGHT - (isRoom(blocks(), width) ? 0 : NAMES_HEIGHT), option, table, csv,
    isEmpty: () => (view.ofRun().length ? null : 'Nothing was measured of the cells that are ticked.'),
    notes: () => [elements.h('p', {class: 'note'}, 'A record keeps pauses and garbage collections by block, not by second, so each'
      + ' bar is as wide as its block; a dotted line means that it was not measured. A percentile among messages without an'
      + ' answer is drawn at the bound that is known. Ctrl and the wheel zoom.')],
  })];
});
