'use strict';

// What the charts look like. Names reach ECharts as text: legends and labels are drawn as SVG text, tooltips are
// elements with text nodes.
const charts = (() => {
  const SYMBOLS = {http: 'circle', websocket: 'triangle', raw: 'diamond', 'socket.io': 'rect'};
  const DASHES = {short: 'dashed', long: 'solid'};
  const drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  // Three significant digits, as in the tables.
  function time(ns) {
    if (ns === 0) {
      return '0';
    }
    const rounded = Number(ns.toPrecision(3));
    const [unit, name] = rounded < 1e3 ? [1, 'ns'] : rounded < 1e6 ? [1e3, 'µs'] : rounded < 1e9 ? [1e6, 'ms'] : [1e9, 's'];
    return Number((rounded / unit).toPrecision(6)) + ' ' + name;
  }

  function bytes(value) {
    const rounded = Number(value.toPrecision(3));
    return rounded < 1e3 ? rounded + ' B' : rounded < 1e6 ? rounded / 1e3 + ' kB' : rounded / 1e6 + ' MB';
  }

  const count = value => value.toLocaleString('en');
  const perSecond = value => count(Math.round(value)) + '/s';

  function percentile(x) {
    const nines = Math.log10(x);
    const digits = Math.max(0, Math.ceil(nines - 2 - 1e-9));
    return (100 * (1 - 1 / x)).toFixed(Math.abs(nines - Math.round(nines)) < 1e-6 ? digits : digits + 1) + ' %';
  }

  const isPowerOfTen = x => Math.abs(Math.log10(x) - Math.round(Math.log10(x))) < 1e-6;
  const decadeLabel = format => x => (isPowerOfTen(x) ? format(x) : '');
  const below = x => 10 ** Math.floor(Math.log10(x) + 1e-9);
  const above = x => 10 ** Math.ceil(Math.log10(x) - 1e-9);

  /** Shows what option() returns in the element, again whenever the colours change. */
  function draw(element, label, option) {
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    const chart = echarts.init(element, null, {renderer: 'svg'});
    const entry = {chart, refresh: () => chart.setOption({...look(), ...option(element.clientWidth)}, true)};
    drawn.push(entry);
    entry.refresh();
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        chart.resize();
        entry.refresh();
      }
    }).observe(element);
    return entry;
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(entry => entry.refresh()));

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
      formatter: items => {
        const tip = document.createElement('div');
        tip.className = 'tip';
        tip.append(Object.assign(document.createElement('b'), {textContent: title(items[0])}));
        const table = tip.appendChild(document.createElement('table'));
        for (const item of items.filter(i => value(i) !== null)) {
          const row = table.insertRow();
          const key = Object.assign(document.createElement('span'), {className: 'key'});
          key.style.background = item.color;
          const cell = row.insertCell();
          cell.append(key, name(item));
          cell.style.textAlign = 'left';
          row.insertCell().textContent = value(item);
        }
        return tip;
      },
    };
  }

  /** Percentile spectrum: x = 1/(1-p). */
  function spectrum(selected, measure, nameOf, pointsPerDecade) {
    return width => {
      const shown = selected.filter(series => series.spectra[measure]);
      const values = shown.flatMap(series => series.spectra[measure].ns).filter(ns => ns > 0);
      const bottom = values.length ? below(Math.min(...values)) : 1;
      const top = values.length ? above(Math.max(...values)) : 10;
      const most = Math.max(10, ...shown.map(series => series.spectra[measure].count));
      return {
        legend: legend(width),
        grid: {left: 8, right: 24, top: legendHeight(width, shown.map(nameOf)) + 6, bottom: 30, containLabel: true},
        xAxis: logAxis(1, most, percentile, {name: 'share of messages that took no longer', nameLocation: 'middle',
          nameGap: 30}),
        yAxis: logAxis(bottom, Math.max(top, bottom * 10), time, {}),
        tooltip: tooltip(item => percentile(item.value[0]) + ' of messages took no longer than',
          item => (item.value[3] ? '≥ ' : '') + time(item.value[2])),
        series: shown.map(series => {
          const {ns, count: total, openFrom} = series.spectra[measure];
          const point = i => {
            const x = i === ns.length - 1 ? total : 10 ** (i / pointsPerDecade);
            return [x, Math.max(ns[i], bottom), ns[i], openFrom >= 0 && i >= openFrom];
          };
          const every = Math.max(6, Math.round(ns.length / 8));
          return {
            ...line(series, nameOf(series)),
            data: ns.map((_, i) => point(i)),
            symbolSize: (_, item) => (item.dataIndex % every === every - 1 ? 8 : 0),
            markPoint: openFrom < 0 ? undefined : {
              symbol: 'arrow', symbolSize: 15, silent: true, label: {show: false},
              itemStyle: {color: colour('paper'), borderColor: colour(series.protocol), borderWidth: 2},
              data: [{coord: point(openFrom).slice(0, 2)}],
            },
          };
        }),
      };
    };
  }

  const clock = ms => new Date(ms).toISOString().slice(11, 19);

  /** p50, p99 and throughput of every interval, with the blocks behind them. */
  function timeline(selected, nameOf) {
    return width => {
      const points = selected.flatMap(series => series.moments.flatMap(m => [m[3], m[4]])).filter(ns => ns > 0);
      const bottom = points.length ? below(Math.min(...points)) : 1;
      const top = points.length ? above(Math.max(...points)) : 10;
      const starts = selected.flatMap(series => series.blocks.map(block => block[0]));
      const ends = selected.flatMap(series => series.blocks.map(block => block[0] + block[1]));
      const x = {type: 'time', min: Math.min(...starts), max: Math.max(...ends), splitLine: {show: false}};
      const named = width >= 700 && starts.length <= 60;
      const plotTop = legendHeight(width, selected.map(nameOf)) + (named ? 134 : 6);
      return {
        legend: legend(width),
        axisPointer: {link: [{xAxisIndex: 'all'}]},
        dataZoom: [{type: 'inside', xAxisIndex: [0, 1], zoomOnMouseWheel: 'ctrl'},
          {type: 'slider', xAxisIndex: [0, 1], height: 18, bottom: 4, left: 66, right: 16, showDetail: false,
            showDataShadow: false, borderColor: colour('line'), brushSelect: false}],
        grid: [{left: 66, right: 16, top: plotTop, bottom: 238}, {left: 66, right: 16, height: 150, bottom: 58}],
        xAxis: [axis({...x, axisLabel: {show: false}}), axis({...x, gridIndex: 1,
          axisLabel: {formatter: clock}})],
        yAxis: [logAxis(bottom, Math.max(top, bottom * 10), time, {}),
          axis({type: 'value', gridIndex: 1, min: 0, splitNumber: 3, axisLabel: {formatter: perSecond}})],
        tooltip: tooltip(item => clock(item.value[0]) + ' UTC', item => item.value[1] === null ? null : item.value[2],
          item => item.seriesName + (item.seriesId.endsWith('p50') ? ' p50' : item.seriesId.endsWith('p99') ? ' p99' : '')),
        series: selected.flatMap((series, i) => curves(series, nameOf(series), i, bottom, named)),
      };
    };
  }

  function curves(series, name, index, bottom, named) {
    const style = line(series, name);
    const data = value => series.moments.flatMap((m, i) => {
      const at = m[0] + m[1] / 2;
      const point = [at, ...value(m)];
      return i > 0 && m[2] !== series.moments[i - 1][2] ? [[at, null, ''], point] : [point];
    });
    const ns = column => m => (m[column] == null ? [null, ''] : [Math.max(m[column], bottom), time(m[column])]);
    const bands = label => ({
      silent: true,
      itemStyle: {color: colour(series.protocol), opacity: 0.09},
      label: {show: label, position: 'top', rotate: 90, align: 'left', verticalAlign: 'middle', distance: 6,
        fontSize: 10, color: colour('soft'), formatter: series.cell + (series.instrument === 'nio' ? '' : ' (Gatling)')},
      data: series.blocks.map(([start, length]) => [{xAxis: start}, {xAxis: start + length}]),
    });
    const own = {...style, connectNulls: false, showAllSymbol: true};
    return [
      {...own, id: index + 'p99', data: data(ns(4)), symbolSize: 5, markArea: bands(named)},
      {...own, id: index + 'p50', data: data(ns(3)), symbolSize: 3, lineStyle: {...style.lineStyle, opacity: 0.6, width: 1.5}},
      {...own, id: index + 'rate', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 4, markArea: bands(false),
        data: data(m => (m[5] == null ? [null, ''] : [m[5], perSecond(m[5])]))},
    ];
  }

  /** Median connect and handshake, stacked. */
  function opening(selected, nameOf) {
    return width => {
      const value = (series, figure) => (series.figures[figure] ? series.figures[figure].value : null);
      const part = (name, figure, fill) => ({
        name, type: 'bar', stack: 'opening', barMaxWidth: 26,
        data: selected.map(series => ({value: value(series, figure), itemStyle: {color: colour(series.protocol), ...fill}})),
      });
      return {
        legend: {...legend(width), selectedMode: false, itemStyle: {color: colour('soft')}, data: [
          {name: 'connect', itemStyle: {decal: {symbol: 'none'}}}, {name: 'handshake', itemStyle: {opacity: 0.45}}]},
        grid: {left: 20, right: 40, top: 36, bottom: 8, containLabel: true},
        xAxis: axis({type: 'value', min: 0, splitNumber: width < 600 ? 3 : 6, axisLabel: {formatter: time}}),
        yAxis: axis({type: 'category', inverse: true, data: selected.map(nameOf), splitLine: {show: false},
          axisLabel: {color: colour('ink')}}),
        tooltip: {...tooltip(item => item.name, item => (typeof item.value === 'number' ? time(item.value) : null)),
          axisPointer: {type: 'shadow'}},
        series: [part('connect', 'CONNECT_P50', {decal: {symbol: 'none'}}),
          part('handshake', 'HANDSHAKE_P50', {opacity: 0.45, borderColor: colour('ink'), borderWidth: 1,
            decal: {symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4,
              color: colour('ink')}})],
        aria: {enabled: true, label: {enabled: false}, decal: {show: true}},
      };
    };
  }

  /** Total cost of n messages. */
  function breakEven(rows, unit) {
    return width => {
      const shown = rows.filter(row => row[unit]);
      const format = unit === 'time' ? time : bytes;
      const crossings = shown.map(row => row[unit].messages).filter(n => n > 1);
      const most = Math.max(100, ...crossings.map(n => above(2 * n)));
      const steps = Math.round(10 * Math.log10(most));
      const n = [...new Set(Array.from({length: steps + 1}, (_, i) => Math.round(10 ** (i / 10))))];
      const cost = (row, x) => row[unit].opening + x * row[unit].longCost;
      const totals = shown.flatMap(row => [cost(row, 1), cost(row, most), row[unit].shortCost]);
      const short = shown.length ? [{
        ...line({protocol: 'http', lifetime: 'short', instrument: 'nio', run: 0}, 'http-short'),
        data: n.map(x => [x, x * shown[0][unit].shortCost]), symbolSize: (_, item) => (item.dataIndex % 5 === 0 ? 7 : 0),
      }] : [];
      if (shown.length) {
        totals.push(most * shown[0][unit].shortCost);
      }
      return {
        legend: legend(width),
        grid: {left: 8, right: 28, top: 44, bottom: 30, containLabel: true},
        xAxis: logAxis(1, most, count, {name: 'messages on one connection', nameLocation: 'middle', nameGap: 30}),
        yAxis: logAxis(totals.length ? below(Math.min(...totals)) : 1, totals.length ? above(Math.max(...totals)) : 10,
          format, {}),
        tooltip: tooltip(item => count(item.value[0]) + ' messages cost',
          item => format(item.value[1])),
        series: short.concat(shown.map(row => ({
          ...line({protocol: row.cell.split('-')[0], lifetime: 'long', instrument: 'nio', run: 0}, row.cell),
          data: n.map(x => [x, cost(row, x)]),
          symbolSize: (_, item) => (item.dataIndex % 5 === 2 ? 7 : 0),
          markPoint: row[unit].messages > 1 ? {
            symbol: 'circle', symbolSize: 13, silent: true,
            itemStyle: {color: 'transparent', borderColor: colour('ink'), borderWidth: 2},
            label: {show: true, position: 'bottom', distance: 10, color: colour('ink'), fontSize: 13, fontWeight: 600,
              textBorderColor: colour('paper'), textBorderWidth: 4,
              formatter: 'n* = ' + count(row[unit].messages)},
            data: [{coord: [row[unit].messages, cost(row, row[unit].messages)]}],
          } : undefined,
        }))),
      };
    };
  }

  return {draw, spectrum, timeline, opening, breakEven,
    colour, axis, logAxis, below, above, legend, legendHeight, line, tooltip, time, count, perSecond};
})();
