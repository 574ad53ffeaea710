'use strict';

// A chart as the page frames it: the finding as its title, its choices, the cells as ticks, its data as a table.
const figures = (() => {
  const {h, svg, joined, table, choice} = elements;
  const {data, distinct} = report;

  const SHAPES = {
    circle: c => svg('circle', {cx: 18, cy: 6, r: 4.5, fill: c}),
    triangle: c => svg('path', {d: 'M18 1L23 11H13Z', fill: c}),
    diamond: c => svg('path', {d: 'M18 0.5L23.5 6L18 11.5L12.5 6Z', fill: c}),
    rect: c => svg('rect', {x: 13.5, y: 1.5, width: 9, height: 9, fill: c}),
  };
  const DASHES = {solid: '', dashed: '6 3', dotted: '2 3'};

  /** How a cell's lines and symbols look. */
  function swatch(series) {
    const colour = `var(--${charts.css(series.protocol)})`;
    return svg('svg', {class: 'swatch', width: 36, height: 12, viewBox: '0 0 36 12', 'aria-hidden': 'true'},
      svg('line', {x1: 0, y1: 6, x2: 36, y2: 6, stroke: colour, 'stroke-width': 2.5,
        'stroke-dasharray': DASHES[charts.dashOf(series)]}),
      (SHAPES[charts.SYMBOLS[series.protocol]] || SHAPES.rect)(colour));
  }

  /** The legend, whose ticks hold for every chart. */
  function ticks() {
    const cells = distinct(data.series.map(series => series.cell));
    return h('fieldset', {class: 'ticks'}, h('legend', {}, 'Cells'), cells.map(cell => {
      const box = h('input', {type: 'checkbox'});
      box.checked = view.isShown(cell);
      box.addEventListener('change', () => view.show(cell, box.checked));
      view.onChange(() => {
        box.checked = view.isShown(cell);
      });
      return h('label', {}, box, swatch(data.series.find(series => series.cell === cell)), cell);
    }));
  }

  /** The finding of each run; the first one is the heading. */
  function heading(spec, id) {
    const title = h('span', {});
    const others = h('div', {class: 'others'});
    const refresh = () => {
      const found = spec.titles();
      const texts = found.map(([run, text]) => joined(report.prefix(run) + text));
      title.textContent = texts[0] || spec.topic;
      others.replaceChildren(...texts.slice(1).map(text => h('p', {}, text)));
    };
    return {elements: [h('h2', {id}, h('span', {class: 'kicker'}, spec.topic), title), others], refresh,
      text: () => title.textContent};
  }

  function source() {
    return data.runs.map(run => run.name + ' (' + run.verdict.validity + ')').join(', ') + ', '
      + report.instrumentNames[view.state.instrument] + ', Wirebench';
  }

  /**
   * @param spec topic: a few words; name: of its files and its id; text: how to read it; titles(): [[run, finding]];
   *   choices: [[label, [[value, text]], field]] of state;
   *   axes(): what the axes are, with their units; height(width); option(width); label(): in words;
   *   table(): {heads, rows} of texts; csv(): the same with plain numbers, units in the heads; notes(): further elements;
   *   ticks: false where cells cannot be ticked; isEmpty(): text instead of a chart
   */
  function of(spec) {
    const id = 'figure-' + spec.name;
    const state = spec.state || {};
    const head = heading(spec, id);
    const chart = h('div', {class: 'chart'});
    const empty = h('p', {class: 'empty', hidden: ''});
    const rows = h('div', {});
    const axes = h('p', {class: 'axes'});
    const notes = h('div', {});
    const details = h('details', {class: 'data'}, h('summary', {}, 'Table: ' + spec.topic.toLowerCase()), rows);
    let entry;
    const refresh = () => {
      head.refresh();
      axes.textContent = spec.axes();
      const reason = spec.isEmpty ? spec.isEmpty() : null;
      empty.textContent = reason || '';
      empty.hidden = !reason;
      chart.hidden = Boolean(reason);
      const {heads, rows: content} = spec.table();
      rows.replaceChildren(table(spec.topic, heads, content));
      notes.replaceChildren(...(spec.notes ? spec.notes() : []).filter(Boolean));
      chart.setAttribute('aria-label', spec.topic + ': ' + head.text() + '. The same numbers are in the table below it.');
      if (entry && !reason) {
        entry.refresh();
      }
    };
    const controls = (spec.choices || []).map(([label, options, field]) => choice(label, options, state[field], value => {
      state[field] = value;
      refresh();
    }));
    const tools = exporting.tools(spec.topic, spec.name, () => ({title: head.text(), height: spec.height, option: spec.option,
      subtitle: spec.axes(), source: source()}), () => (spec.csv || spec.table)());
    const element = h('section', {class: 'figure', 'aria-labelledby': id}, head.elements,
      spec.text ? h('p', {class: 'soft'}, spec.text) : null,
      h('div', {class: 'controls'}, controls.filter(Boolean)), spec.ticks === false ? null : ticks(),
      axes, chart, empty, notes, tools, details);
    view.onChange(refresh);
    /** Once it is in the page and has a width. */
    element.drawn = () => {
      entry = charts.draw(chart, spec.topic, width => spec.option(width), width => spec.height(width));
      refresh();
    };
    return element;
  }

  return {of, swatch};
})();
