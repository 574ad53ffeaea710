'use strict';

// What the charts show of the report: one load, instrument and run, and the cells that are ticked.
const view = (() => {
  const {h} = elements;
  const {data, distinct, several, runNames, instrumentNames} = report;
  const loads = distinct(data.series.map(series => series.load));
  const instruments = distinct(data.series.map(series => series.instrument));
  const state = {load: loads[0], instrument: instruments[0], run: 0};
  const hidden = new Set();
  const listeners = [];

  const changed = () => listeners.forEach(listener => listener());
  const isShown = cell => !hidden.has(cell);
  const matches = series => series.load === state.load && series.instrument === state.instrument;

  /** The series of all runs under the chosen load, by the chosen instrument. */
  const all = () => data.series.filter(matches);
  const selected = () => all().filter(series => isShown(series.cell));
  const ofRun = () => selected().filter(series => series.run === state.run);
  const matrix = run => data.runs[run].matrices.find(matches);

  /** What a chart's title says of each run that has one. */
  const titles = name => data.runs.map((run, index) => {
    const found = matrix(index);
    return found && found.titles[name] ? [index, found.titles[name]] : null;
  }).filter(Boolean);

  function select(label, options, field) {
    const control = h('select', {}, options.map(([value, text]) => h('option', {value}, text)));
    control.value = String(state[field]);
    control.addEventListener('change', () => {
      state[field] = typeof state[field] === 'number' ? Number(control.value) : control.value;
      changed();
    });
    return options.length < 2 ? null : h('label', {}, h('span', {}, label), control);
  }

  function themes() {
    const control = h('select', {}, ['auto', 'light', 'dark'].map(name => h('option', {value: name}, name)));
    control.addEventListener('change', () => theme.choose(control.value));
    return h('label', {class: 'theme'}, h('span', {}, 'Colours'), control);
  }

  /** The choices that hold for every chart. */
  function bar() {
    return h('div', {class: 'view', role: 'group', 'aria-label': 'What the charts show'},
      data.series.length ? select('Load', loads.map(load => [load, load]), 'load') : null,
      select('Instrument', instruments.map(i => [i, instrumentNames[i]]), 'instrument'),
      several ? select('Run, where a chart shows one', runNames.map((name, i) => [i, name]), 'run') : null, themes());
  }

  /** Ticks or unticks a cell in every chart. */
  function show(cell, isTicked) {
    if (isTicked) {
      hidden.delete(cell);
    } else {
      hidden.add(cell);
    }
    changed();
  }

  return {state, isShown, show, all, selected, ofRun, matrix, titles, bar, onChange: listener => listeners.push(listener)};
})();
