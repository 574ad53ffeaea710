'use strict';

// Percentiles of every cell over 1/(1-p), and the band between the two bounds of each.
sections.push(() => {
  const {h, joined, table, fold} = elements;
  const {data, seriesName, several, MISSING} = report;
  const state = {measure: 'response', bands: several ? 'hidden' : 'shown'};
  const NAMES = {response: 'response time, from the intended send', service: 'service time, from the send',
    'send-lag': 'send lag, from the intended send to the send'};
  const shown = () => view.selected().filter(series => series.spectra[state.measure]);

  const xOf = (spectrum, i) => (i === spectrum.ns.length - 1 ? spectrum.count : 10 ** (i / data.pointsPerDecade));
  const isOpen = (spectrum, i) => spectrum.openFrom >= 0 && i >= spectrum.openFrom;

  function curve(series, width, bottom) {
    const spectrum = series.spectra[state.measure];
    const point = i => [xOf(spectrum, i), Math.max(spectrum.ns[i], bottom), spectrum.ns[i], isOpen(spectrum, i)];
    const every = Math.max(6, Math.round(spectrum.ns.length / 8));
    return {
      ...charts.line(series, seriesName(series)), ...charts.nameAtEnd(width, series, seriesName(series)),
      data: spectrum.ns.map((_, i) => point(i)),
      symbolSize: (_, item) => (item.dataIndex % every === every - 1 ? 8 : 0),
      z: 3,
      markPoint: spectrum.openFrom < 0 ? undefined : {
        symbol: 'arrow', symbolSize: 15, silent: true, label: {show: false},
        itemStyle: {color: charts.colour('paper'), borderColor: charts.colour(series.protocol), borderWidth: 2},
        data: [{coord: point(spectrum.openFrom).slice(0, 2)}],
      },
    };
  }

  /** From service to response time; as far as both are known. */
  function band(series, bottom) {
    const {service, response} = series.spectra;
    if (!service || !response) {
      return null;
    }
    const points = Array.from({length: Math.min(service.ns.length, response.ns.length)}, (_, i) =>
      [xOf(response, i), Math.max(service.ns[i], bottom), Math.max(response.ns[i], bottom)]);
    return {
      type: 'custom', name: seriesName(series), silent: true, clip: true, z: 1, data: [points[points.length - 1]],
      tooltip: {show: false}, encode: {x: 0, y: [1, 2]},
      renderItem: (_, api) => ({type: 'polygon',
        shape: {points: [...points.map(([x, low]) => api.coord([x, low])),
          ...points.map(([x, , high]) => api.coord([x, high])).reverse()]},
        style: {fill: charts.colour(series.protocol), opacity: 0.16}}),
    };
  }

  function option(width) {
    const series = shown();
    const isBanded = state.bands === 'shown' && state.measure !== 'send-lag';
    const measures = isBanded ? ['response', 'service'] : [state.measure];
    const values = series.flatMap(each => measures.flatMap(m => (each.spectra[m] ? each.spectra[m].ns : []))).filter(ns => ns > 0);
    const bottom = values.length ? charts.below(Math.min(...values)) : 1;
    const top = values.length ? charts.above(Math.max(...values)) : 10;
    const most = Math.max(10, ...series.map(each => each.spectra[state.measure].count));
    return {
      grid: {left: 8, right: charts.widthOfNames(width, series.map(seriesName)), top: 14, bottom: 12, containLabel: true},
      xAxis: charts.logAxis(1, most, charts.percentile, {}),
      yAxis: charts.logAxis(bottom, Math.max(top, bottom * 10), charts.time, {}),
      tooltip: charts.tooltip(item => charts.percentile(item.value[0]) + ' of messages took no longer than',
        item => (item.value[3] ? '≥ ' : '') + charts.exactTime(item.value[2])),
      series: [...(isBanded ? series.map(each => band(each, bottom)).filter(Boolean) : []),
        ...series.map(each => curve(each, width, bottom))],
    };
  }

  const marks = () => ({heads: ['cell', ...data.marks.map(p => (p === 100 ? 'max' : 'p' + p))],
    rows: shown().map(series => [seriesName(series), ...series.spectra[state.measure].marks])});

  const csv = () => ({heads: ['cell', 'load', 'instrument', 'measure', 'share of messages (%)', 'at most (ns)', 'is only a lower bound'],
    rows: view.selected().flatMap(series => Object.entries(series.spectra).flatMap(([measure, spectrum]) =>
      spectrum.ns.map((ns, i) => [seriesName(series), series.load, series.instrument, measure,
        i === spectrum.ns.length - 1 ? 100 : Number((100 * (1 - 1 / xOf(spectrum, i))).toPrecision(9)), ns,
        isOpen(spectrum, i) ? 'yes' : 'no'])))});

  function bounds() {
    return fold('Both bounds of the percentiles', state, 'boundsOpen', [h('p', {class: 'note'}, data.boundsMeaning),
      table('Both bounds of the percentiles', ['cell', ...data.bounds],
        view.selected().map(series => [seriesName(series), ...series.bounds.map(joined)]))]);
  }

  return data.series.length === 0 ? [] : [figures.of({
    topic: 'Percentiles', name: 'percentiles', state,
    text: 'How long the slowest share of messages took. Lines that stay low to the right are steady; one that rises early'
      + ' keeps many messages waiting.',
    titles: () => view.titles('spectrum.' + state.measure),
    choices: [['Time', [['response', 'response'], ['service', 'service'], ['send-lag', 'send lag']], 'measure'],
      ['Band from service to response', [['shown', 'shown'], ['hidden', 'hidden']], 'bands']],
    axes: () => 'Up: ' + NAMES[state.measure] + '. Right: share of messages that took no longer, on a scale of 1/(1 − share).',
    height: width => (several || width > 1000 ? 560 : width < 600 ? 400 : 480),
    option, table: marks, csv,
    isEmpty: () => (shown().length ? null : 'Nothing of the kind was measured' + (view.selected().length ? '.' : ' of the cells that are ticked.')),
    notes: () => [h('p', {class: 'note'}, 'Short cells are dashed, long ones solid, others dotted; hollow symbols are Gatling’s'
      + (several ? '; later runs have thinner lines' : '') + '. The band reaches from the service to the response time: what'
      + ' lies between the two is lateness of the send. From an arrow on, a line is a lower bound: the messages beyond it were'
      + ' never answered.'), bounds()],
  })];
});
