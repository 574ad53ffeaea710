'use strict';

// How every message ended.
sections.push(() => {
  const {h, table} = elements;
  const {data, distinct, seriesName} = report;
  if (!data.series.length) {
    return [];
  }
  const kinds = distinct(data.series.flatMap(series => Object.keys(series.counts.failed)));
  const number = value => (value || 0).toLocaleString('en');
  const failed = series => (kinds.length ? kinds.map(kind => number(series.counts.failed[kind])) : ['0']);
  return [h('section', {}, h('h2', {}, 'Every message'), h('p', {class: 'soft'}, 'Each intended message ended in exactly one way:'
    + ' intended = answered + failed + timed out + unfinished.'),
  table('Messages by ending', ['series', 'intended', 'answered', ...(kinds.length ? kinds : ['failed']), 'timed out', 'unfinished'],
    data.series.map(series => [seriesName(series) + ', ' + series.load, number(series.counts.intended), number(series.counts.answered),
      ...failed(series), number(series.counts.timedOut), number(series.counts.unfinished)])))];
});
