'use strict';

// How it was measured and on what: every figure, the evidence for the verdict, environment and plan, all folded.
sections.push(() => {
  const {h, table} = elements;
  const {data, several, distinct, runNames, groups, cellName, figure, MISSING} = report;

  /** A table per load: figures are rows, so that no number of them makes it wide. */
  const tables = (topic, names) => groups.map(group => [h('h3', {}, group.title), table(topic + ': ' + group.title, ['figure', ...group.series.map(cellName)],
    names.map(name => [data.figures[name], ...group.series.map(series => figure(series, name))]))]).flat();

  const keys = distinct(data.runs.flatMap(run => Object.keys(run.environment))).sort();
  const values = name => data.runs.map(run => h('td', {class: 'wrap'}, run.environment[name] ?? MISSING));
  return [h('section', {}, h('h2', {}, 'Method, environment and plan'),
    h('p', {class: 'soft'}, 'One generator speaks every protocol from the same event loop; cells run in shuffled, interleaved blocks;'
      + ' every message is timed from when it was intended, and what was never answered stays in the distribution.'
      + ' docs/method.md of the project has the rest.'),
    data.series.length ? h('details', {class: 'evidence'}, h('summary', {}, 'Evidence for the verdict'),
      h('p', {class: 'note'}, 'Sums over all blocks of a series; the longest pause, and the fewest file descriptors left. Shares and'
        + ' cores are of the time from the first measured message to the last answer. - was not measured.'), tables('Evidence', data.evidence)) : null,
    data.series.length ? h('details', {}, h('summary', {}, 'Every figure'), tables('Every figure', Object.keys(data.figures))) : null,
    h('details', {}, h('summary', {}, 'Environment'), table('Environment', ['', ...runNames],
      keys.map(name => [name, ...values(name)]), i => (data.differs.includes(keys[i]) ? 'differs' : ''))),
    data.runs.map((run, i) => h('details', {}, h('summary', {}, several ? 'Plan of ' + runNames[i] : 'Plan'),
      h('pre', {tabindex: '0'}, run.plan))),
    data.runs.filter(run => run.gatlingReport).map(run => h('p', {}, h('a', {href: run.gatlingReport},
      'Gatling’s own report' + (several ? ' of ' + run.name : '')))))];
});
