'use strict';

// What the gates came to: the outcome, a row per finding, and where its estimate lies.
const gates = (() => {
  const {h, svg, joined, list} = elements;
  const WIDTH = 210;
  const HEIGHT = 40;
  const MIDDLE = 13;

  const badge = mark => h('span', {class: 'badge ' + mark.kind}, mark.sign + ' ' + mark.word);

  /** A name of many parts breaks before one of them, not within. */
  const parts = name => name.split(/(?=\.[a-z])/).flatMap((part, i) => [i ? h('wbr') : null, h('span', {}, part)]);

  const stroke = (className, x1, y1, x2, y2) => svg('line', {class: className, x1, y1, x2, y2});

  /** Texts below the axis, moved apart where they would overlap. */
  function labels(texts) {
    const sorted = texts.filter(each => each.text).sort((a, b) => a.x - b.x);
    const half = each => 3.4 * each.text.length;
    const inside = (each, x) => Math.min(Math.max(x, half(each)), WIDTH - half(each));
    sorted.forEach(each => {
      each.x = inside(each, each.x);
    });
    if (sorted.length > 1) {
      const [left, right] = sorted;
      const needed = half(left) + half(right) + 6;
      const overlap = Math.max(0, needed - (right.x - left.x));
      left.x = inside(left, left.x - overlap / 2);
      right.x = inside(right, Math.max(right.x, left.x + needed));
      left.x = Math.min(left.x, right.x - needed);
    }
    return sorted.map(({x, text}) => svg('text', {x, y: HEIGHT - 3, 'text-anchor': 'middle'}, text));
  }

  /** The estimate between its bounds, 0 where it means something, and shaded what is beyond the limit. A missing bound is an arrow. */
  function picture(p, kind) {
    const shown = [p.value, p.limit, p.lower, p.upper, p.zeroText ? 0 : null].filter(Number.isFinite);
    const low = Math.min(...shown);
    const span = Math.max(...shown) - low || 1;
    const x = value => WIDTH * (0.12 + 0.76 * (value - low) / span);
    const [from, to] = [p.lower ?? null, p.upper ?? null].map((bound, i) => (bound === null ? 4 + (WIDTH - 8) * i : x(bound)));
    const end = (at, bound, outwards) => (Number.isFinite(bound) ? stroke('bounds', at, MIDDLE - 5, at, MIDDLE + 5)
      : svg('path', {class: 'bounds', d: `M${at - 5 * outwards} ${MIDDLE - 5}L${at} ${MIDDLE}L${at - 5 * outwards} ${MIDDLE + 5}`}));
    const beyondFrom = p.isUpperLimit ? x(p.limit) : 0;
    return svg('svg', {class: 'estimate ' + kind, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img',
      'aria-label': p.text},
    svg('title', {}, p.text),
    svg('rect', {class: 'beyond', x: beyondFrom, y: 0, width: p.isUpperLimit ? WIDTH - beyondFrom : x(p.limit), height: 2 * MIDDLE}),
    stroke('axis', 0, MIDDLE, WIDTH, MIDDLE),
    ...(p.zeroText ? [stroke('axis', x(0), 2, x(0), 2 * MIDDLE - 2)] : []),
    stroke('limit', x(p.limit), 0, x(p.limit), 2 * MIDDLE),
    stroke('bounds', from, MIDDLE, to, MIDDLE), end(from, p.lower, -1), end(to, p.upper, 1),
    svg('circle', {class: 'value', cx: x(p.value), cy: MIDDLE, r: 4.5}),
    ...labels([{x: x(0), text: p.zeroText}, {x: x(p.limit), text: p.limitText}]));
  }

  /** One body of rows per rule. On narrow screens each cell stands below the other, with its head before it. */
  function table(data) {
    const cell = (column, ...content) => h('td', {role: 'cell', 'data-head': data.heads[column]}, ...content);
    const row = (rule, finding, i) => h('tr', {role: 'row'},
      i ? null : h('th', {role: 'rowheader', scope: 'rowgroup', rowspan: rule.findings.length}, joined(rule.rule),
        rule.countsAs ? h('div', {class: 'soft'}, rule.countsAs) : null),
      cell(1, h('div', {class: 'parts'}, parts(finding.series))), cell(2, joined(finding.required)),
      cell(3, h('div', {}, joined(finding.actual)), finding.picture ? picture(finding.picture, finding.decision.kind) : null),
      cell(4, badge(finding.decision)), finding.sensitivity.map((text, k) => cell(5 + k, joined(text))));
    return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Gates, rule by rule'},
      h('table', {role: 'table'},
        h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'},
          data.heads.map(head => h('th', {role: 'columnheader', scope: 'col'}, head)))),
        data.rules.map(rule => h('tbody', {role: 'rowgroup'}, rule.findings.map((finding, i) => row(rule, finding, i))))));
  }

  const PICTURE = ' In the pictures the dot is the estimate, the line through it reaches from bound to bound, and what'
    + ' is shaded lies beyond the limit.';

  function section(data) {
    const pictures = data.rules.some(rule => rule.findings.some(finding => finding.picture));
    return h('section', {class: 'gates'},
      h('div', {class: 'verdict ' + data.outcome.kind},
        h('h2', {}, data.outcome.sign + ' Gates ' + data.outcome.word), ': ' + data.counts + '.',
        data.reasons.length ? list(data.reasons) : null),
      data.rules.length ? [table(data), h('p', {class: 'note'}, data.meaning + (pictures ? PICTURE : ''))] : null,
      data.notes.length ? h('div', {class: 'note'}, list(data.notes)) : null);
  }

  return {section};
})();
