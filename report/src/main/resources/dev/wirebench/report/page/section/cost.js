'use strict';

// What a connection and a message on it cost, each unit on an axis of its own.
sections.push(() => {
  const {data, seriesName, value, figure, MISSING} = report;
  const PANELS = [
    {title: 'Opening a connection, medians', format: charts.exactTime, axis: charts.time, parts: [['connect', 'connect.p50'], ['handshake', 'handshake.p50']]},
    {title: 'Bytes of a message', format: charts.bytes, axis: charts.bytes, parts: [['up', 'bytes-up'], ['down', 'bytes-down']]},
    {title: 'Target CPU of a message', format: charts.exactTime, axis: charts.time, parts: [['target CPU', 'target-cpu']]},
  ];
  const ROW = 30;
  const HEAD = 54;
  const shown = () => view.selected();
  const isWide = width => width >= 900;
  const panelHeight = () => HEAD + ROW * Math.max(1, shown().length) + 34;

  function bars(panel, index, series) {
    const values = ([, name]) => series.map(each => value(each, name));
    const bar = (part, i) => ({
      type: 'bar', name: part[0], stack: panel.title, xAxisIndex: index, yAxisIndex: index, barWidth: 16,
      data: values(part).map((v, k) => ({value: v, itemStyle: {color: charts.colour(series[k].protocol),
        ...(i ? {opacity: 0.55, borderColor: charts.colour('ink'), borderWidth: 1} : {})}})),
    });
    const total = {
      type: 'bar', stack: panel.title, xAxisIndex: index, yAxisIndex: index, silent: true, tooltip: {show: false},
      label: {show: true, position: 'right', color: charts.colour('ink'), fontSize: 12, distance: 6,
        formatter: item => label(panel, series[item.dataIndex])},
      data: series.map(() => 0),
    };
    return [...panel.parts.map(bar), total];
  }

  const label = (panel, series) => panel.parts.map(([, name]) => value(series, name)).filter(v => v != null)
    .map(panel.format).join(' + ') || 'not measured';

  /** Room for the longest label behind the longest bar. */
  function most(panel, series, width) {
    const sum = each => panel.parts.reduce((total, [, name]) => total + (value(each, name) || 0), 0);
    const needed = Math.max(...series.map(each => 7 * label(panel, each).length + 12), 0);
    return Math.max(1e-9, ...series.map(sum)) * width / Math.max(width - needed, width / 4);
  }

  function option(width) {
    const series = shown();
    const names = 12 + 7.4 * Math.max(4, ...series.map(each => seriesName(each).length));
    const plot = isWide(width) ? (width - names - 2 * 28) / PANELS.length : width - names - 8;
    const grids = PANELS.map((_, i) => ({width: plot, height: ROW * series.length,
      left: isWide(width) ? names + i * (plot + 28) : names, top: HEAD + (isWide(width) ? 0 : i * panelHeight())}));
    const parts = panel => (panel.parts.length > 1 ? panel.parts.map(([name]) => name).join(' + ') + ' (lighter)' : ' ');
    return {
      title: PANELS.map((panel, i) => ({text: panel.title, subtext: parts(panel), itemGap: 9, left: isWide(width) ? grids[i].left - 4 : 0,
        top: grids[i].top - HEAD, textStyle: {fontSize: 13, fontWeight: 600, color: charts.colour('ink')},
        subtextStyle: {fontSize: 12, color: charts.colour('soft')}})),
      grid: grids,
      xAxis: PANELS.map((panel, i) => charts.axis({type: 'value', gridIndex: i, min: 0, max: most(panel, series, plot), splitNumber: 2,
        axisLabel: {formatter: panel.axis, showMaxLabel: false}})),
      yAxis: PANELS.map((_, i) => charts.axis({type: 'category', gridIndex: i, inverse: true, data: series.map(seriesName),
        splitLine: {show: false}, axisLabel: {show: i === 0 || !isWide(width), color: charts.colour('ink'), fontSize: 13, interval: 0}})),
      tooltip: {...charts.tooltip(() => '', () => null), trigger: 'item', formatter: item => charts.tip(item.name,
        [[item.seriesName, item.value == null ? MISSING : PANELS.find(p => p.parts.some(([name]) => name === item.seriesName)).format(item.value)]])},
      series: PANELS.flatMap((panel, i) => bars(panel, i, series)),
    };
  }

  const COLUMNS = ['connect.p50', 'connect.p99', 'handshake.p50', 'handshake.p99', 'connection-bytes-up', 'connection-bytes-down', 'bytes-up',
    'bytes-down', 'target-cpu'];
  const unit = name => (name.includes('bytes') ? ' (B)' : ' (ns)');

  return data.series.length === 0 ? [] : [figures.of({
    topic: 'What a message costs', name: 'cost',
    text: 'Each panel has a unit of its own: time to open a connection, bytes handed to TCP, and processor time of the target.',
    titles: () => view.titles('cost'),
    axes: () => 'Right: time (ns to s), bytes (B), time (ns to s); each panel from 0.',
    height: width => (isWide(width) ? panelHeight() : PANELS.length * panelHeight()), option,
    table: () => ({heads: ['cell', ...COLUMNS.map(name => data.figures[name])],
      rows: shown().map(series => [seriesName(series), ...COLUMNS.map(name => figure(series, name))])}),
    csv: () => ({heads: ['cell', 'load', 'instrument', ...COLUMNS.map(name => data.figures[name] + unit(name))],
      rows: shown().map(series => [seriesName(series), series.load, series.instrument, ...COLUMNS.map(name => value(series, name))])}),
    isEmpty: () => (shown().length ? null : 'No cell is ticked.'),
    notes: () => [elements.h('p', {class: 'note'}, 'The bytes and processor time of a short cell include its connection; those of a long one do not. Medians'
      + ' of connect and handshake need not add up to the median of both together.')],
  })];
});
