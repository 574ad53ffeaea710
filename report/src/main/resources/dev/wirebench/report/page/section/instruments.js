'use strict';

// The same cells as seen by both instruments.
sections.push(() => {
  const {h, joined, wideTable} = elements;
  const {data, prefix} = report;
  const rows = data.runs.flatMap((run, index) => run.gaps.map(gap => ({...gap, index})));
  const heads = ['cell', 'load', 'time', 'NIO p50', 'Gatling p50', 'p50 ratio', 'p50 difference', 'NIO p99', 'Gatling p99', 'p99 ratio',
    'p99 difference', 'agreement'];
  return rows.length === 0 ? [] : [h('section', {}, h('h2', {}, 'Two instruments, one cell'), h('p', {class: 'soft'}, 'The same target'
    + ' under the same load, seen by the NIO generator and by Gatling. Where they differ, the difference is the instrument’s, not the'
    + ' protocol’s. They agree where both have ' + joined(data.agreement) + '.'),
  wideTable('Both instruments', heads, rows.map(gap => [prefix(gap.index) + gap.cell, gap.load, gap.measure,
    ...[gap.p50, gap.p99].flatMap(g => [g.nio, g.gatling, g.ratio, g.difference]),
    h('td', {class: 'why'}, gap.agreement ? joined(gap.agreement) : '')])))];
});
