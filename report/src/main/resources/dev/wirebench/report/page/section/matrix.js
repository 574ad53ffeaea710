'use strict';

// The cells: a row per protocol, a column per lifetime of a connection.
sections.push(() => {
  const {h} = elements;
  const {data, several, prefix, distinct, figure, value, MISSING} = report;
  const HEADS = {short: 'short: a connection per message', long: 'long: a connection kept'};
  const key = protocol => h('span', {class: 'key ' + charts.css(protocol), 'aria-hidden': 'true'});
  const fact = (name, text) => h('div', {}, h('dt', {}, name), h('dd', {}, text));

  /** A bar as long as the figure is large, beside the largest of the table. */
  function bar(series, name, most) {
    const fill = h('i', {});
    fill.style.width = 100 * (value(series, name) || 0) / (most || 1) + '%';
    return h('div', {class: 'bar ' + series.lifetime, 'aria-hidden': 'true'}, fill);
  }

  function facts(series) {
    const pair = (up, down) => figure(series, up) + ' / ' + figure(series, down);
    const isWithout = series.protocol === 'http' || series.protocol === 'raw';
    return [
      series.figures['calibrated-share'] ? fact(data.figures['calibrated-share'], figure(series, 'calibrated-share')) : null,
      fact('connect p50', figure(series, 'connect.p50')),
      fact('handshake p50', isWithout ? 'none' : figure(series, 'handshake.p50')),
      fact('bytes up / down', pair('bytes-up', 'bytes-down')),
      series.lifetime === 'long' ? fact('opening bytes', pair('connection-bytes-up', 'connection-bytes-down')) : null,
      fact('target CPU / message', figure(series, 'target-cpu'))];
  }

  function cell(series, matrix, most, head) {
    if (!series) {
      return h('td', {class: 'missing', role: 'cell', 'data-head': head}, MISSING);
    }
    const [first, second, ...others] = matrix.figures;
    return h('td', {role: 'cell', 'data-head': head},
      h('div', {class: 'headline'}, h('b', {}, figure(series, first)), h('span', {class: 'soft'}, data.figures[first])),
      bar(series, first, most[0]),
      h('div', {class: 'headline second'}, h('b', {}, figure(series, second)),
        h('span', {class: 'soft'}, data.figures[second])),
      bar(series, second, most[1]),
      h('dl', {class: 'facts'}, others.map(name => fact(data.figures[name], figure(series, name))), facts(series)));
  }

  function matrixTable(matrix, run, label) {
    const cells = data.series.filter(s => s.run === run && s.load === matrix.load && s.instrument === matrix.instrument);
    const between = distinct(cells.map(s => s.lifetime).filter(l => l !== 'short' && l !== 'long'));
    const lifetimes = ['short', ...between, 'long'];
    const most = matrix.figures.slice(0, 2).map(name => Math.max(...cells.map(s => value(s, name) || 0)));
    const head = lifetime => HEADS[lifetime] || lifetime + ' messages per connection';
    return h('table', {class: 'matrix' + (lifetimes.length > 2 ? ' many' : ''), role: 'table', 'aria-label': label},
      h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, h('td', {role: 'cell'}),
        lifetimes.map(l => h('th', {scope: 'col', role: 'columnheader'}, head(l))))),
      h('tbody', {role: 'rowgroup'}, matrix.protocols.map(protocol => h('tr', {class: charts.css(protocol), role: 'row'},
        h('th', {scope: 'row', role: 'rowheader'}, h('span', {}, key(protocol), protocol)),
        lifetimes.map(l => cell(cells.find(s => s.protocol === protocol && s.lifetime === l), matrix, most, head(l)))))));
  }

  /** Of the first run the first load at a rate and the first without one stand open. */
  function isOpen(run, matrix) {
    return run === data.runs[0] && matrix === run.matrices.find(other => other.isOpen === matrix.isOpen);
  }

  if (!data.series.length || (several && data.systems)) {
    return [];
  }
  return [h('section', {}, h('h2', {}, 'The cells'),
    data.runs.flatMap((run, index) => run.matrices.map(matrix => {
      const title = prefix(index) + matrix.title;
      return isOpen(run, matrix)
        ? h('div', {}, h('h3', {}, title), matrixTable(matrix, index, title))
        : h('details', {}, h('summary', {}, title), matrixTable(matrix, index, title));
    })),
    h('p', {class: 'note'}, 'Times are response times, from the intended send to the checked answer, unless they say'
      + ' otherwise. ≥ marks a percentile that falls among messages without an answer, and a throughput of which the generator'
      + ' itself was the limit; - was not measured. Each bar compares its figure with the largest one of the table.'))];
});
