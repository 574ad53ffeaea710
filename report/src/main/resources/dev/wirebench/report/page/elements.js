'use strict';

// What the page is made of. All text becomes text nodes; nothing is ever parsed as HTML.
const elements = (() => {
  const cards = matchMedia('screen and (max-width: 760px)');
  const PARTS = ['TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD'];

  /** Where tables are shown as cards they lose their meaning, and roles give it back; elsewhere those are not allowed. */
  function speak(part) {
    if (cards.matches) {
      part.setAttribute('role', part.dataset.role);
    } else {
      part.removeAttribute('role');
    }
  }

  cards.addEventListener('change', () => document.querySelectorAll('[data-role]').forEach(speak));

  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      element.setAttribute(name, value);
    }
    if (PARTS.includes(element.nodeName) && element.hasAttribute('role')) {
      element.dataset.role = element.getAttribute('role');
      speak(element);
    }
    element.append(...children.flat().filter(child => child != null));
    return element;
  }

  // A number and its unit stay on one line.
  const joined = sentence => sentence.replace(/(\d) (ns|µs|ms|s|B|MiB|%|cores)(?![A-Za-z])/g, '$1\u00a0$2');
  const list = sentences => h('ul', {}, sentences.map(sentence => h('li', {}, joined(sentence))));

  /**
   * A table whose first column names the row. On narrow screens each row is a card with its heads before its values,
   * which is why the roles are written out: changing how a table is displayed takes them away.
   */
  function table(label, heads, rows, rowClass = () => '', className = '') {
    const cell = (content, column) => {
      const td = content instanceof Node && content.nodeName === 'TD' ? content : h('td', {}, content);
      td.dataset.role = 'cell';
      speak(td);
      td.setAttribute('data-head', heads[column]);
      return td;
    };
    return h('div', {class: 'scroll ' + className, tabindex: '0', role: 'region', 'aria-label': label},
      h('table', {role: 'table', class: heads.length > 3 ? 'cards' : ''},
        h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, heads.map(head => (head
          ? h('th', {scope: 'col', role: 'columnheader'}, head) : h('td', {role: 'cell'}))))),
        h('tbody', {role: 'rowgroup'}, rows.map((row, i) => h('tr', {class: rowClass(i), role: 'row'},
          row.map((content, column) => (column === 0 ? h('th', {scope: 'row', role: 'rowheader'}, content)
            : cell(content, column))))))));
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

  /** An element of an SVG picture. */
  function svg(tag, attributes, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** A table of many columns. */
  const wideTable = (label, heads, rows) => table(label, heads, rows, () => '', 'dense');

  return {h, svg, joined, list, table, wideTable, choice, fold};
})();
