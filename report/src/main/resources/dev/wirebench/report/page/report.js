'use strict';

// What the page shows: its data, and the names under which it is shown.
const report = (() => {
  const MISSING = '-';
  const data = JSON.parse(document.getElementById('data').textContent);
  for (const spectrum of data.series.flatMap(series => Object.values(series.spectra))) {
    let ns = 0;
    spectrum.ns = spectrum.steps.map(step => (ns += step));
  }

  const distinct = values => [...new Set(values)];
  const several = data.runs.length > 1;
  // Runs that went on at the same time took turns.
  const times = key => data.runs.map(run => Date.parse(run[key]));
  const inTurn = several && Math.max(...times('startedAt')) < Math.min(...times('endedAt'));
  const undated = data.runs.map(run => run.name.replace(/^\d{8}T\d{6}Z-/, ''));
  const runNames = distinct(undated).length === undated.length ? undated : data.runs.map(run => run.name);
  // Names that fit into a chart: the runs' own where they are short, else letters.
  const SHORT = 14;
  const tags = runNames.every(name => name.length <= SHORT) ? runNames
    : runNames.map((_, run) => (run < 26 ? String.fromCharCode(65 + run) : 'run ' + (run + 1)));
  const taggedNames = runNames.map((name, run) => (tags[run] === name ? name : tags[run] + ': ' + name));
  const prefix = run => (several ? tags[run] + ': ' : '');
  const cellName = series => series.cell + (series.instrument === 'gatling' ? ' (Gatling)' : '');
  const seriesName = series => cellName(series) + (several ? ', ' + tags[series.run] : '');
  const figure = (series, name) => (series && series.figures[name] ? series.figures[name].text : MISSING);
  const value = (series, name) => (series && series.figures[name] ? series.figures[name].value : null);
  const instrumentNames = {nio: 'NIO generator', gatling: 'Gatling'};

  /** Series of one load, instrument and run, which make a table of few columns. */
  const groups = data.runs.flatMap((run, index) => run.matrices.map(matrix => ({
    title: prefix(index) + matrix.load + ', ' + instrumentNames[matrix.instrument],
    series: data.series.filter(series => series.run === index && series.load === matrix.load
      && series.instrument === matrix.instrument),
  })));

  return {data, MISSING, several, inTurn, distinct, runNames: several ? taggedNames : runNames, tags, prefix, cellName, seriesName, figure, value, instrumentNames, groups};
})();

/** What the page consists of, in its order: each section is a function that returns its elements or null. */
const sections = [];
