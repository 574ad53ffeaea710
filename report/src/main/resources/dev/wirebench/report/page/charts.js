'use strict';

// What the charts look like. Names reach ECharts as text: legends and labels are drawn as SVG text, tooltips are
// elements with text nodes.
const charts = (() => {
  const SYMBOLS = {http: 'circle', websocket: 'triangle', raw: 'diamond', 'socket.io': 'rect'};
  const DASHES = {short: 'dashed', long: 'solid'};
  const drawn = [];

  /** A protocol's name as a name in page.css. */
  const css = name => name.replace(/\W/g, '-');

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + css(name)).trim();
  }

  const TIMES = [[1e3, 1, 'ns'], [1e6, 1e3, 'µs'], [1e9, 1e6, 'ms'], [Infinity, 1e9, 's']];

  function timeParts(ns) {
    const rounded = Number(ns.toPrecision(3));
    const [, unit, name] = TIMES.find(([below]) => rounded < below);
    return [rounded / unit, name];
  }

  // Three significant digits at most, for axes.
  function time(ns) {
    const [value, name] = timeParts(ns);
    return ns === 0 ? '0' : Number(value.toPrecision(6)) + '\u00a0' + name;
  }

  // Three significant digits, as everywhere in the texts.
  function exactTime(ns) {
    const [value, name] = timeParts(ns);
    return ns === 0 ? '0\u00a0ns' : (value < 100 ? value.toPrecision(3) : value.toFixed(0)) + '\u00a0' + name;
  }

  function bytes(value) {
    const rounded = Number(value.toPrecision(3));
    return rounded < 1e3 ? rounded + '\u00a0B' : rounded < 1e6 ? rounded / 1e3 + '\u00a0kB' : rounded / 1e6 + '\u00a0MB';
  }

  const count = value => value.toLocaleString('en');
  // As in the texts: whole from 100 on, three significant digits below.
  const perSecond = value => (value >= 100 || value === 0 ? count(Math.round(value)) : value.toPrecision(3)) + '/s';

  function percentile(x) {
    const nines = Math.log10(x);
    const digits = Math.max(0, Math.ceil(nines - 2 - 1e-9));
    return (100 * (1 - 1 / x)).toFixed(Math.abs(nines - Math.round(nines)) < 1e-6 ? digits : digits + 1) + ' %';
  }

  const isPowerOfTen = x => Math.abs(Math.log10(x) - Math.round(Math.log10(x))) < 1e-6;
  const decadeLabel = format => x => (isPowerOfTen(x) ? format(x) : '');
  const below = x => 10 ** Math.floor(Math.log10(x) + 1e-9);
  const above = x => 10 ** Math.ceil(Math.log10(x) - 1e-9);

  /**
   * Shows what option(width) returns in the element, again whenever width or colours change.
   *
   * @param height of the width, in pixels; without it the element keeps its own
   */
  function draw(element, label, option, height = null) {
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    const fit = () => {
      if (height) {
        element.style.height = height(element.clientWidth) + 'px';
      }
    };
    fit();
    const chart = echarts.init(element, null, {renderer: 'svg'});
    element.removeAttribute('_echarts_instance_');
    const refresh = () => {
      fit();
      chart.resize();
      chart.setOption({...look(), ...option(element.clientWidth)}, true);
      // On paper it is scaled to the width of the paper.
      element.querySelector('svg').setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    };
    const entry = {chart, refresh};
    drawn.push(entry);
    refresh();
    let width = element.clientWidth;
    // Not within the observation, as that would resize what is being observed.
    new ResizeObserver(() => requestAnimationFrame(() => {
      if (element.clientWidth > 0 && element.clientWidth !== width) {
        width = element.clientWidth;
        refresh();
      }
    })).observe(element);
    return entry;
  }

  theme.onChange(() => drawn.forEach(entry => entry.refresh()));

  /** The picture of an option as it would be drawn so wide and high, as an SVG element. */
  function picture(option, width, height) {
    const host = document.body.appendChild(document.createElement('div'));
    host.style.cssText = `position: absolute; left: -10000px; width: ${width}px; height: ${height}px`;
    const chart = echarts.init(host, null, {renderer: 'svg'});
    chart.setOption({...look(), ...option(width)});
    const svg = host.querySelector('svg').cloneNode(true);
    chart.dispose();
    host.remove();
    return svg;
  }

  function look() {
    return {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: colour('ink')},
    };
  }

  function axis(more) {
    return {
      axisLine: {show: true, lineStyle: {color: colour('soft')}},
      axisTick: {show: false},
      axisLabel: {color: colour('soft'), fontSize: 12, hideOverlap: true, ...more.axisLabel},
      splitLine: {show: true, lineStyle: {color: colour('line')}},
      nameTextStyle: {color: colour('soft'), fontSize: 12},
      ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'axisLabel')),
    };
  }

  function logAxis(low, high, format, more) {
    return axis({type: 'log', min: low, max: high, axisLabel: {formatter: decadeLabel(format)},
      minorSplitLine: {show: true, lineStyle: {color: colour('line'), opacity: 0.35}},
      minorTick: {show: false, splitNumber: 9}, ...more});
  }

  /** How much room the legend takes: narrow charts scroll it instead of stacking rows. */
  function legendHeight(width, names) {
    let rows = 1;
    let used = 0;
    for (const name of names) {
      const needed = 60 + 7.2 * name.length;
      rows += used + needed > width ? 1 : 0;
      used = used + needed > width ? needed : used + needed;
    }
    return width < 600 ? 34 : 12 + 24 * rows;
  }

  function legend(width) {
    return {type: width < 600 ? 'scroll' : 'plain', top: 0, left: 0, itemWidth: 34, itemHeight: 9, itemGap: 16,
      textStyle: {color: colour('ink'), fontSize: 13}, inactiveColor: colour('line'),
      pageTextStyle: {color: colour('soft')}, pageIconColor: colour('ink'), pageIconInactiveColor: colour('line'),
      lineStyle: {width: 2.5}};
  }

  /** Protocol by colour and symbol, lifetime by dash, Gatling by hollow symbols, later runs by thinner lines. */
  function line(series, name) {
    const symbol = SYMBOLS[series.protocol];
    return {
      name,
      type: 'line',
      symbol: series.instrument === 'nio' ? symbol : 'empty' + symbol[0].toUpperCase() + symbol.slice(1),
      symbolSize: 7,
      itemStyle: {color: colour(series.protocol)},
      lineStyle: {color: colour(series.protocol), width: Math.max(1, 2.5 - 0.75 * series.run),
        type: DASHES[series.lifetime] || 'dotted'},
      emphasis: {focus: 'series'},
    };
  }

  function tooltip(title, value, name = p => p.seriesName) {
    return {
      trigger: 'axis',
      confine: true,
      backgroundColor: colour('paper'),
      borderColor: colour('line'),
      textStyle: {color: colour('ink')},
      formatter: items => tip(title(items[0]), items.filter(i => value(i) != null).map(i => [name(i), value(i), i.color])),
    };
  }

  /** Rows of a name, a value and perhaps a colour; all of it as text. */
  function tip(title, rows) {
    const box = Object.assign(document.createElement('div'), {className: 'tip'});
    box.append(Object.assign(document.createElement('b'), {textContent: title}));
    const table = box.appendChild(document.createElement('table'));
    for (const [name, value, keyColour] of rows) {
      const row = table.insertRow();
      const cell = row.insertCell();
      if (keyColour) {
        const key = cell.appendChild(Object.assign(document.createElement('span'), {className: 'key'}));
        key.style.background = keyColour;
      }
      cell.append(name);
      cell.style.textAlign = 'left';
      row.insertCell().textContent = value;
    }
    return box;
  }

  const symbolOf = series => {
    const symbol = SYMBOLS[series.protocol];
    return series.instrument === 'nio' ? symbol : 'empty' + symbol[0].toUpperCase() + symbol.slice(1);
  };
  const dashOf = series => DASHES[series.lifetime] || 'dotted';

  /** Names at the ends of lines, moved apart; none where the chart is too narrow for them. */
  const roomForNames = width => width >= 700;
  function nameAtEnd(width, series, name) {
    return roomForNames(width) ? {
      endLabel: {show: true, formatter: () => name, color: colour(series.protocol), fontSize: 13, fontWeight: 600,
        distance: 8, lineHeight: 18, textBorderColor: colour('paper'), textBorderWidth: 3},
      labelLayout: {moveOverlap: 'shiftY'},
    } : {};
  }
  const widthOfNames = (width, names) => (roomForNames(width) ? 18 + 7.6 * Math.max(0, ...names.map(n => n.length)) : 20);

  const font = () => getComputedStyle(document.body).fontFamily;

  return {draw, picture, font, css, symbolOf, dashOf, nameAtEnd, widthOfNames, SYMBOLS,
    colour, axis, logAxis, below, above, legend, legendHeight, line, tooltip, tip, time, exactTime, bytes, count, perSecond,
    percentile};
})();
