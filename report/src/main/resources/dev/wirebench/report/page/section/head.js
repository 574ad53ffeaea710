'use strict';

// The verdict, and the answer in two sentences.
sections.push(() => {
  const {h, joined, list, table} = elements;
  const {data, several, runNames, prefix, MISSING} = report;
  const SHOWN = 4;
  const isSystems = several && data.systems;
  document.title = data.runs.map(run => run.name).join(', ') + ' – Wirebench';

  function duration(run) {
    const seconds = Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
    return seconds < 60 ? seconds + ' s' : Math.floor(seconds / 60) + ' min ' + seconds % 60 + ' s';
  }

  /** The first few, and the others on demand: the answer is to stay on the first screen. */
  function reasons(all) {
    return all.length <= SHOWN + 1 ? list(all) : [list(all.slice(0, SHOWN)),
      h('details', {}, h('summary', {}, 'and ' + (all.length - SHOWN) + ' more reasons'), list(all.slice(SHOWN)))];
  }

  function verdict(run, index) {
    const good = run.verdict.validity === 'VALID';
    return [h('div', {class: 'verdict ' + (good ? 'good' : 'bad')},
      h('strong', {}, (good ? '✓ ' : '✗ ') + run.verdict.validity),
      (several ? ' ' + runNames[index] : '') + (good ? ': the run met its own plan.' : ': shown, but not to be judged, because'),
      good ? null : reasons(run.verdict.reasons)),
    run.script ? h('p', {class: 'scripted'}, joined(run.script)) : null];
  }

  /** Of many runs those that are VALID in one line. */
  function verdicts() {
    const names = data.runs.flatMap((run, index) => (run.verdict.validity === 'VALID' ? [runNames[index]] : []));
    return !isSystems ? data.runs.flatMap(verdict) : [
      names.length ? h('div', {class: 'verdict good'}, h('strong', {}, '✓ VALID'), ': the runs of ' + names.join(', ') + ' met their plan.') : null,
      ...data.runs.flatMap((run, index) => (run.verdict.validity === 'VALID' ? [] : verdict(run, index)))];
  }

  const title = (run, index) => h('p', {class: 'soft'}, prefix(index) + run.name + ', ' + run.startedAt.slice(0, 16).replace('T', ' ')
    + ' UTC, ' + duration(run));
  const titles = () => (isSystems ? [h('p', {class: 'soft'}, data.runs.length + ' systems, '
    + data.runs[0].startedAt.slice(0, 16).replace('T', ' ') + ' UTC, ' + duration(data.runs[0]))] : data.runs.map(title));

  const answers = () => (isSystems ? data.systems.tables.map(each => h('p', {}, joined(each.finding + '.'))) : data.runs.map(answer));
  const answer = (run, index) => h('p', {}, several ? h('b', {}, prefix(index)) : null, joined(run.answer.join(' ')));

  function differences() {
    return several && data.differs.length ? h('section', {}, h('h2', {}, 'Where the environments differ'),
      table('Where the environments differ', ['', ...runNames], data.differs.map(name =>
        [name, ...data.runs.map(run => h('td', {class: 'wrap'}, run.environment[name] ?? MISSING))]))) : null;
  }

  return [
    h('header', {}, h('div', {}, h('h1', {}, 'What a connection costs'), titles())),
    ...verdicts(),
    h('section', {class: 'lead'}, h('h2', {}, 'The answer'), answers(),
      data.series.length ? h('p', {class: 'note'}, h('a', {href: '#limits'}, 'What these numbers do not say')) : null),
    data.gates ? gates.section(data.gates) : null,
    differences(),
    view.bar(),
  ];
});
