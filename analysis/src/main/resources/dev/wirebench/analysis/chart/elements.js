'use strict';

// What the page is made of. All text becomes text nodes; nothing is ever parsed as HTML.
const elements = (() => {
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      element.setAttribute(name, value);
    }
    element.append(...children.flat().filter(child => child != null));
    return element;
  }

  // A number and its unit stay on one line.
  const joined = sentence => sentence.replace(/(\d) (ns|µs|ms|s|B|MiB|%|cores)(?![A-Za-z])/g, '$1\u00a0$2');
  const list = sentences => h('ul', {}, sentences.map(sentence => h('li', {}, joined(sentence))));

  /** A table whose first column names the row. */
  function table(label, heads, rows, rowClass = () => '', className = '') {
    return h('div', {class: 'scroll ' + className, tabindex: '0', role: 'region', 'aria-label': label},
      h('table', {},
        h('thead', {}, h('tr', {}, heads.map(head => h('th', {scope: 'col'}, head)))),
        h('tbody', {}, rows.map((row, i) => h('tr', {class: rowClass(i)},
          row.map((cell, column) => (column === 0 ? h('th', {scope: 'row'}, cell)
            : cell instanceof Node && cell.nodeName === 'TD' ? cell : h('td', {}, cell))))))));
  }

  /** Buttons of which one is pressed; null if there is nothing to choose. */
  function choice(label, options, chosen, onChange) {
    const buttons = options.map(([value, text]) => {
      const button = h('button', {type: 'button', 'aria-pressed': String(value === chosen)}, text);
      button.addEventListener('click', () => {
        buttons.forEach(other => other.setAttribute('aria-pressed', String(other === button)));
        onChange(value);
      });
      return button;
    });
    return options.length < 2 ? null : h('fieldset', {class: 'choice'}, h('legend', {}, label), buttons);
  }

  /** A table that opens on demand, and stays as it was left when the same state draws it again. */
  function fold(title, state, name, content) {
    const details = h('details', {}, h('summary', {}, title), content);
    details.open = Boolean(state[name]);
    details.addEventListener('toggle', () => {
      state[name] = details.open;
    });
    return details;
  }

  /** A table of many columns. */
  const wideTable = (label, heads, rows) => table(label, heads, rows, () => '', 'dense');

  return {h, joined, list, table, wideTable, choice, fold};
})();
