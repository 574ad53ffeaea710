'use strict';

// Takes a chart's data and picture out of the page, without asking any server.
const exporting = (() => {
  const {h, svg} = elements;
  const WIDTH = 1200;
  const MARGIN = 28;
  const TITLE = {size: 24, line: 31};
  const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  /** A field of RFC 4180; text that a spreadsheet would take for a formula is marked as text. */
  function field(value) {
    if (value == null) {
      return '';
    }
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && value !== report.MISSING ? "'" + value : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  const csv = ({heads, rows}) => [heads, ...rows].map(row => row.map(field).join(',')).join('\r\n') + '\r\n';

  function save(name, blob) {
    const link = h('a', {href: URL.createObjectURL(blob), download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Resolves to whether the text is on the clipboard. */
  async function copy(text) {
    if (navigator.clipboard && await navigator.clipboard.writeText(text).then(() => true, () => false)) {
      return true;
    }
    const area = h('textarea', {'aria-hidden': 'true', tabindex: '-1'});
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }

  /** The title broken where it would leave the picture. */
  function lines(title) {
    const pen = h('canvas', {}).getContext('2d');
    pen.font = `700 ${TITLE.size}px ${FONT}`;
    const all = [''];
    for (const word of title.split(' ')) {
      const last = all.length - 1;
      const longer = all[last] ? all[last] + ' ' + word : word;
      if (all[last] && pen.measureText(longer).width > WIDTH - 2 * MARGIN) {
        all.push(word);
      } else {
        all[last] = longer;
      }
    }
    return all;
  }

  const text = (x, y, size, weight, fill, content) => svg('text', {x, y, fill, 'font-size': size, 'font-weight': weight,
    'font-family': FONT}, content);

  /** The chart with its title above and where it comes from below it, in the colours that the page has. */
  function picture(chart) {
    const title = lines(chart.title);
    const top = MARGIN + title.length * TITLE.line + 22;
    const height = chart.height(WIDTH - 2 * MARGIN);
    const whole = top + height + 44;
    const drawn = charts.picture(chart.option, WIDTH - 2 * MARGIN, height);
    drawn.setAttribute('x', MARGIN);
    drawn.setAttribute('y', top);
    return [svg('svg', {xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height: whole,
      viewBox: `0 0 ${WIDTH} ${whole}`},
    svg('title', {}, chart.title),
    svg('rect', {width: WIDTH, height: whole, fill: charts.colour('paper')}),
    ...title.map((line, i) => text(MARGIN, MARGIN + TITLE.size + i * TITLE.line, TITLE.size, 700, charts.colour('ink'), line)),
    text(MARGIN, top - 6, 14, 400, charts.colour('soft'), chart.subtitle),
    drawn,
    text(MARGIN, whole - 16, 12, 400, charts.colour('soft'), chart.source)), whole];
  }

  const serialized = element => new XMLSerializer().serializeToString(element);

  function saveSvg(name, chart) {
    save(name + '.svg', new Blob([serialized(picture(chart)[0])], {type: 'image/svg+xml'}));
  }

  /** At twice the size, for projectors. */
  async function savePng(name, chart) {
    const [element, height] = picture(chart);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(serialized(element));
    await image.decode();
    const canvas = h('canvas', {width: 2 * WIDTH, height: 2 * height});
    canvas.getContext('2d').drawImage(image, 0, 0, 2 * WIDTH, 2 * height);
    save(name + '.png', await new Promise(resolve => canvas.toBlob(resolve, 'image/png')));
  }

  /** Buttons that say what came of them; chart() and data() are asked when they are pressed. */
  function tools(topic, name, chart, data) {
    const said = h('span', {class: 'soft', role: 'status'});
    const button = (label, what, act) => {
      const made = h('button', {type: 'button', class: 'tool', 'aria-label': what + ': ' + topic}, label);
      made.addEventListener('click', async () => {
        said.textContent = '';
        said.textContent = await act() || '';
      });
      return made;
    };
    return h('div', {class: 'tools'},
      button('Copy data', 'Copy data as CSV', async () => (await copy(csv(data())) ? 'Copied.' : 'The browser refused to copy.')),
      button('CSV', 'Download CSV data', () => save(name + '.csv', new Blob([csv(data())], {type: 'text/csv;charset=utf-8'}))),
      button('SVG', 'Download SVG picture', () => saveSvg(name, chart())),
      button('PNG', 'Download PNG picture', () => savePng(name, chart())), said);
  }

  return {csv, picture, tools};
})();
