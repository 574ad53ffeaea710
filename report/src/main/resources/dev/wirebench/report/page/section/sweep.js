'use strict';

// Latency against the rate asked for: where it bends, and up to where it keeps a limit.
sections.push(() => {
  const {data, several, tags, MISSING} = report;
  const state = {percentile: 'p99'};
  const sweeps = () => data.runs.flatMap((run, index) => run.sweeps.filter(sweep => sweep.instrument === view.state.instrument)
    .map(sweep => ({...sweep, run: index})));
  const curves = () => sweeps().flatMap(sweep => sweep.curves.filter(curve => view.isShown(curve.cell))
    .map(curve => ({...curve, run: sweep.run, instrument: sweep.instrument, limit: sweep.limit})));
  const name = curve => curve.cell + (several ? ', ' + tags[curve.run] : '');
  const percent = share => Number((100 * share).toPrecision(4)) + '\u00a0%';
  const limit = () => sweeps().map(sweep => sweep.limit).find(each => each && each.percentile === state.percentile);
  const isOpen = point => state.percentile === 'p99' && point.isOpen;

  function knee(curve) {
    const point = curve.points.find(each => each.rate === curve.knee);
    return point && point[state.percentile] != null && state.percentile === 'p99' ? {
      symbol: 'circle', symbolSize: 18, silent: true,
      itemStyle: {color: 'transparent', borderColor: charts.colour('ink'), borderWidth: 2},
      label: {show: true, position: 'top', distance: 6, color: charts.colour('ink'), fontSize: 12, fontWeight: 600,
        textBorderColor: charts.colour('paper'), textBorderWidth: 4, formatter: 'knee'},
      data: [{coord: [point.rate, point.p99]}],
    } : undefined;
  }

  function limitLine() {
    return limit() ? {
      silent: true, symbol: 'none', lineStyle: {color: charts.colour('bad'), type: 'dashed', width: 2},
      label: {formatter: limit().text, position: 'insideStartTop', color: charts.colour('bad'), fontSize: 13, fontWeight: 600},
      data: [{yAxis: limit().ns}],
    } : undefined;
  }

  /** The rates that were measured, where there is room for their names. */
  function rateNames(rates) {
    const sorted = report.distinct(rates).sort((a, b) => a - b);
    let last = -Infinity;
    return {
      type: 'custom', xAxisIndex: 1, yAxisIndex: 1, silent: true, clip: false, tooltip: {show: false}, data: sorted.map(rate => [rate, 1]),
      renderItem: (params, api) => {
        const [x] = api.coord([api.value(0), 1]);
        const text = charts.perSecond(api.value(0));
        last = params.dataIndex === 0 ? -Infinity : last;
        const isRoom = x - last > 7 * text.length + 14;
        last = isRoom ? x : last;
        return isRoom ? {type: 'text', x, y: params.coordSys.y + params.coordSys.height + 8, style: {text, fontFamily: charts.font(),
          fontSize: 12, fill: charts.colour('soft'), align: 'center', verticalAlign: 'top'}} : null;
      },
    };
  }

  function option(width) {
    const all = curves();
    const points = all.flatMap(curve => curve.points);
    const times = points.map(point => point[state.percentile]).concat(limit() ? [limit().ns] : []).filter(ns => ns > 0);
    const rates = points.map(point => point.rate);
    const right = charts.widthOfNames(width, all.map(name));
    const low = charts.below(Math.min(...times));
    const x = i => ({...charts.logAxis(Math.min(...rates) / 1.2, Math.max(...rates) * 1.2, charts.perSecond, {}), gridIndex: i,
      axisLabel: {show: false}});
    const look = curve => ({...charts.line(curve, name(curve)), symbolSize: 9});
    return {
      grid: [{left: 76, right, top: 16, bottom: 176}, {left: 76, right, height: 90, bottom: 40}],
      title: {text: 'messages answered, of those asked for', left: 72, bottom: 134,
        textStyle: {fontSize: 12, fontWeight: 600, color: charts.colour('soft')}},
      xAxis: [x(0), x(1)],
      yAxis: [{...charts.logAxis(low, Math.max(charts.above(Math.max(...times)), 10 * low), charts.time, {}), gridIndex: 0},
        charts.axis({type: 'value', gridIndex: 1, max: 1, min: v => Math.min(0.9, Math.floor(v.min * 10) / 10), splitNumber: 2,
          axisLabel: {formatter: percent}})],
      tooltip: charts.tooltip(item => charts.perSecond(item.value[0]) + ' asked for', item => item.value[2]),
      series: [rateNames(rates), ...all.flatMap((curve, i) => [
        {...look(curve), ...charts.nameAtEnd(width, curve, name(curve)), markPoint: knee(curve), markLine: i ? undefined : limitLine(),
          data: curve.points.filter(p => p[state.percentile] != null).map(p => ({
            value: [p.rate, p[state.percentile], (isOpen(p) ? '≥ ' : '') + charts.exactTime(p[state.percentile])
              + (p.judged ? '' : ', not judged')],
            symbol: isOpen(p) ? 'arrow' : undefined}))},
        {...look(curve), xAxisIndex: 1, yAxisIndex: 1, symbolSize: 6,
          data: curve.points.map(p => [p.rate, p.answeredShare, percent(p.answeredShare) + ' answered'])}])],
    };
  }

  const time = ns => (ns == null ? MISSING : charts.exactTime(ns));
  const points = row => curves().flatMap(curve => curve.points.map(point => row(curve, point)));
  return data.runs.some(run => run.sweeps.length) ? [figures.of({
    topic: 'Latency against the rate', name: 'rates', state,
    text: 'Each point is the same cell under another rate. Where a curve turns up, messages begin to wait for each other.',
    titles: () => sweeps().map(sweep => [sweep.run, sweep.title]),
    choices: [['Percentile', [['p99', 'p99'], ['p50', 'p50']], 'percentile']],
    axes: () => 'Up: response time, ' + state.percentile + '. Right: messages per second asked for. Both on logarithmic scales.',
    height: () => 600, option,
    table: () => ({heads: ['cell', 'rate', 'p50', 'p99', 'throughput', 'answered', 'judged'],
      rows: points((curve, p) => [name(curve), charts.perSecond(p.rate) + (p.rate === curve.knee ? ' (knee)' : ''), time(p.p50),
        (p.isOpen ? '≥ ' : '') + time(p.p99), p.throughput == null ? MISSING : charts.perSecond(p.throughput), percent(p.answeredShare),
        p.judged ? 'yes' : 'no'])}),
    csv: () => ({heads: ['cell', 'rate (1/s)', 'p50 (ns)', 'p99 (ns)', 'p99 is only a lower bound', 'throughput (1/s)', 'answered (share)',
      'judged', 'is the knee'],
    rows: points((curve, p) => [name(curve), p.rate, p.p50, p.p99, p.isOpen ? 'yes' : 'no', p.throughput, p.answeredShare,
      p.judged ? 'yes' : 'no', p.rate === curve.knee ? 'yes' : 'no'])}),
    isEmpty: () => (curves().length ? null : 'No cell that is ticked was measured under three rates by this instrument.'),
    notes: () => [elements.h('p', {class: 'note'}, 'The knee is the rate with the most messages per second for its p99 (Kleinrock’s'
      + ' power), among the rates that were measured; where the highest rate has the most, the knee lies beyond it and none is'
      + ' marked. An arrow is a lower bound.' + (several ? ' Later runs have thinner lines.' : ''))],
  })] : [];
});
