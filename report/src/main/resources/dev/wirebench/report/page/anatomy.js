'use strict';

// What each wire puts on the socket: per connection its socket calls, and its bytes with their meaning.
const anatomy = (() => {
  const {h, joined, table} = elements;

  const scroll = (label, ...content) => h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label}, ...content);

  const row = (cells, className) => h('tr', className ? {class: className} : {}, cells);

  /** One row per part; its bits, where it has any, in rows below. */
  function parts(unit, label) {
    const body = unit.parts.flatMap(part => [
      row([h('th', {scope: 'row'}, part.at),
        h('td', {class: 'layer'}, h('span', {class: 'layer-' + part.layer}, part.title)),
        h('td', {class: 'bytes'}, h('code', {}, part.shown), part.plain ? h('code', {class: 'plain'}, '“' + part.plain + '”') : null),
        h('td', {}, joined(part.meaning))]),
      ...(part.bits || []).map(bits => row([h('td', {}), h('td', {}), h('td', {class: 'bytes'}, h('code', {}, bits.bits)),
        h('td', {}, bits.name + ': ' + bits.meaning)], 'bits'))]);
    return scroll(label, h('table', {},
      h('thead', {}, row(['byte', 'layer', unit.isText ? 'text' : 'hexadecimal', 'meaning'].map(head => h('th', {scope: 'col'}, head)))),
      h('tbody', {}, body)));
  }

  function unit(each, label) {
    const arrow = each.way === 'up' ? '→ up: ' : '← down: ';
    return h('div', {class: 'unit ' + each.way}, h('h4', {}, arrow + each.title), parts(each, label + ', ' + each.way + ': ' + each.title));
  }

  function exchange(each) {
    return h('details', {class: 'exchange ' + each.protocol},
      h('summary', {}, h('span', {class: 'key', 'aria-hidden': 'true'}), each.name + ': ' + each.purpose),
      h('p', {class: 'soft'}, each.ends),
      h('div', {class: 'calls'}, table('Socket calls of ' + each.name, ['socket call', 'bytes', 'what it is to TCP/IP'], each.calls)),
      each.turn ? h('p', {class: 'turn'}, each.turn) : null,
      each.units.map(one => unit(one, each.name)));
  }

  /** Everything below the heading of the section. */
  function content(data) {
    return h('div', {class: 'anatomy'},
      h('p', {class: 'soft'}, 'What went over the sockets before anything was measured: the bytes that the generator handed to send()'
        + ' and was given by recv(), which are those that TCP carried. HTTP and WebSocket are application protocols; TCP/IP lies'
        + ' below them, and a socket is the API to it.'),
      table('Bytes up / down of each wire', data.tallyHeads, data.exchanges.map(each => each.tally)),
      h('p', {class: 'note'}, 'Bytes up / down. Opening and closing are paid once per connection, a message each time.'),
      data.statements.length ? [h('h3', {}, 'What this shows'), h('ol', {}, data.statements.map(statement =>
        h('li', {}, h('strong', {}, statement.text), ' ', joined(statement.shown))))] : null,
      h('h3', {}, 'Byte by byte'), data.exchanges.map(exchange));
  }

  return {content};
})();
