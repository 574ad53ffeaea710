'use strict';

// The systems that were the targets: a table per cell, and what was asked of each before it was measured.
sections.push(() => {
  const {h, joined, table} = elements;
  const systems = report.data.systems;
  if (!systems) {
    return [];
  }
  const settings = each => Object.entries(each.settings).map(([name, value]) => name + ': ' + value).join('; ');
  const about = each => [each.title + ' ' + each.version, each.passed.length + ' of ' + (each.passed.length + each.failed.length + each.unable.length),
    each.failed.join('; ') || 'none', each.unable.join('; ') || 'none', each.differs.join('; ') || 'nothing', settings(each)];
  return [h('section', {}, h('h2', {}, 'The systems'),
    h('p', {class: 'soft'}, 'The same cell, load, payload and generator against each; their blocks took turns. CPU is that of the'
      + ' system’s own processes, without the target behind a proxy; memory is what idle connections added to them.'),
    systems.tables.flatMap(({finding, table: found}) => [h('h3', {}, finding),
      table('Systems: ' + found.title, found.heads.map(head => head.text), found.rows.map(row => row.map(joined)))]),
    h('h3', {}, 'What was asked of each before it was measured'),
    table('Preflight and settings', ['system', 'passed', 'failed', 'cannot', 'not equal to the others', 'settings'], systems.about.map(about)))];
});
