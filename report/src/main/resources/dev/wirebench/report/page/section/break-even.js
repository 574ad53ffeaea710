'use strict';

// What n messages cost in total: on n connections, or on one that is kept.
sections.push(() => {
  const {h} = elements;
  const {data, several, runNames, distinct, MISSING} = report;
  const state = {unit: 'time'};
  const formats = {time: charts.exactTime, bytes: charts.bytes};
  const axes = {time: charts.time, bytes: charts.bytes};
  const protocolOf = cell => cell.slice(0, cell.lastIndexOf('-'));
  const rows = () => data.runs[view.state.run].breakEvens.filter(row => row.load === view.state.load
    && row.instrument === view.state.instrument);
  const shown = () => rows().filter(row => row[state.unit] && view.isShown(row.cell));
  const cost = (row, n) => row[state.unit].opening + n * row[state.unit].longCost;
  const crossings = all => all.map(row => row[state.unit].messages).filter(n => n > 1);
  const SHORT = {protocol: 'http', lifetime: 'short', instrument: 'nio', run: 0};
  const kept = row => ({protocol: protocolOf(row.cell), lifetime: 'long', instrument: 'nio', run: 0});

  function scale(all) {
    const most = Math.max(100, ...crossings(all).map(n => charts.above(2 * n)));
    const steps = Math.round(10 * Math.log10(most));
    return {most, n: distinct(Array.from({length: steps + 1}, (_, i) => Math.round(10 ** (i / 10))).concat(crossings(all)))
      .sort((a, b) => a - b)};
  }

  function crossing(row) {
    const {messages} = row[state.unit];
    return messages > 1 ? {
      symbol: 'circle', symbolSize: 14, silent: true,
      itemStyle: {color: 'transparent', borderColor: charts.colour('ink'), borderWidth: 2},
      label: {show: true, position: 'bottom', distance: 10, color: charts.colour('ink'), fontSize: 13, fontWeight: 600,
        textBorderColor: charts.colour('paper'), textBorderWidth: 4, formatter: 'n* = ' + charts.count(messages)},
      data: [{coord: [messages, cost(row, messages)]}],
    } : undefined;
  }

  function option(width) {
    const all = shown();
    const {most, n} = scale(all);
    const shortCost = all.length ? all[0][state.unit].shortCost : 1;
    const totals = all.flatMap(row => [cost(row, 1), cost(row, most)]).concat(shortCost, most * shortCost);
    const every = (_, item) => (item.dataIndex % 5 === 2 ? 7 : 0);
    const line = (look, name, at) => ({...charts.line(look, name), ...charts.nameAtEnd(width, look, name), symbolSize: every,
      data: n.map(x => [x, at(x)])});
    const names = ['http-short', ...all.map(row => row.cell)];
    return {
      grid: {left: 8, right: charts.widthOfNames(width, names), top: 16, bottom: 10, containLabel: true},
      xAxis: charts.logAxis(1, most, charts.count, {}),
      yAxis: charts.logAxis(charts.below(Math.min(...totals)), charts.above(Math.max(...totals)), axes[state.unit], {}),
      tooltip: charts.tooltip(item => charts.count(item.value[0]) + (item.value[0] === 1 ? ' message costs' : ' messages cost'),
        item => formats[state.unit](item.value[1])),
      series: [line(SHORT, 'http-short', x => x * shortCost),
        ...all.map(row => ({...line(kept(row), row.cell, x => cost(row, x)), markPoint: crossing(row)}))],
    };
  }

  const text = part => (part ? part.text : MISSING);
  const plain = part => (part ? [part.opening, part.longCost, part.shortCost, part.messages ?? 'never'] : ['', '', '', '']);
  return data.runs.some(run => run.breakEvens.length) ? [figures.of({
    topic: 'Break-even with http-short', name: 'break-even', state,
    text: 'What n messages cost in total: n new HTTP connections, or one connection kept for all of them. n* is the number from'
      + ' which the kept one costs no more.' + (several ? ' One run at a time; choose it above.' : ''),
    titles: () => view.titles('break-even.' + state.unit).filter(([run]) => run === view.state.run),
    choices: [['Cost', [['time', 'time'], ['bytes', 'bytes']], 'unit']],
    axes: () => 'Up: total ' + (state.unit === 'time' ? 'time, medians of the service time' : 'bytes, up and down together')
      + '. Right: messages on one connection.' + (several ? ' Run: ' + runNames[view.state.run] + '.' : ''),
    height: width => (width < 600 ? 360 : 440), option,
    table: () => ({heads: ['cell', 'in time', 'in bytes', 'opening timed on'],
      rows: rows().map(row => [row.cell, text(row.time), text(row.bytes), row.openedOn || MISSING])}),
    csv: () => ({heads: ['cell', 'load', 'instrument', 'opening (ns)', 'message on it (ns)', 'message on http-short (ns)', 'n* in time',
      'opening (B)', 'message on it (B)', 'message on http-short (B)', 'n* in bytes'],
    rows: rows().map(row => [row.cell, row.load, row.instrument, ...plain(row.time), ...plain(row.bytes)])}),
    isEmpty: () => (shown().length ? null : 'Nothing to compare with http-short under ' + view.state.load + '.'),
    notes: () => [h('p', {class: 'note'}, 'A kept connection that never costs more has no crossing: it is the lower line from the first message on.')],
  })] : [];
});
