'use strict';

// Several runs, cell by cell, under the load that is chosen.
sections.push(() => {
  const {h, table} = elements;
  const {data, several, inTurn, distinct, runNames, cellName, figure, instrumentNames} = report;
  const NAMES = ['p50', 'p99', 'throughput'];
  if (!several || !data.series.length) {
    return [];
  }
  const element = h('section', {});
  const refresh = () => {
    const series = view.all();
    const cells = distinct(series.map(cellName));
    const of = (cell, run) => series.find(each => each.run === run && cellName(each) === cell);
    element.replaceChildren(h('h2', {}, 'The runs side by side'),
      h('p', {class: 'soft'}, view.state.load + ', ' + instrumentNames[view.state.instrument]
        + (inTurn ? '. The runs took turns, block by block, on the same machine.'
          : '. Runs at different times differ by more than what was changed: what is to be compared belongs in one run.')),
      ...NAMES.flatMap(name => [h('h3', {}, data.figures[name]), table('The runs side by side: ' + data.figures[name],
        ['cell', ...runNames], cells.map(cell => [cell, ...data.runs.map((_, run) => figure(of(cell, run), name))]))]));
  };
  view.onChange(refresh);
  refresh();
  return [element];
});
