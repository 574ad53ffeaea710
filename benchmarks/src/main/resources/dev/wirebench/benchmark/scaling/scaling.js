'use strict';

// Draws scaling.json: for each axis what a message costs, how many there are, and how long they take.
(() => {
  const {h, list, fold, wideTable} = elements;
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const SHOWN = {minimumFractionDigits: 2, maximumFractionDigits: 2};

  const binary = n => (n < 1024 ? n + ' B' : n < 1048576 ? n / 1024 + ' KiB' : n / 1048576 + ' MiB');
  const AXES = {
    connections: {title: 'Connections', unit: 'connections', format: charts.count,
      text: 'One worker, 64 B, as fast as answers come.'},
    payload: {title: 'Payload', unit: 'payload', format: binary,
      text: 'One worker, 64 connections, as fast as answers come.'},
    workers: {title: 'Workers', unit: 'workers', format: n => (n === 1 ? '1 worker' : n + ' workers'),
      text: '64 connections, 64 B, as fast as answers come. Here generator and target share all processors.'},
  };
  const short = value => (value < 1000 ? String(Number(value.toPrecision(3)))
    : value < 1e6 ? Number((value / 1e3).toPrecision(3)) + 'k' : Number((value / 1e6).toPrecision(3)) + 'M');
  const fixed = value => value.toLocaleString('en', SHOWN);
  const of = axis => data.series.filter(series => series.axis === axis);

  const style = (series, name) => charts.line(
    {protocol: series.protocol, lifetime: name.endsWith('p99') ? 'short' : 'long', instrument: 'nio', run: 0}, name);

  /** From the lowest to the highest round. */
  function whiskers(series, points, key) {
    return {
      symbol: 'none', silent: true, label: {show: false},
      lineStyle: {color: charts.colour(series.protocol), type: 'solid', width: 1.5, opacity: 0.55},
      data: points.filter(point => point[key].highest > point[key].lowest).map(point =>
        [{coord: [Math.log2(point.value), point[key].lowest]}, {coord: [Math.log2(point.value), point[key].highest]}]),
    };
  }

  /** A line for each cell and key over an axis whose values are evenly spaced in their logarithms. */
  function curves(axis, keys, format) {
    const all = of(axis).flatMap(series => keys.map(([key, suffix]) => {
      const points = series.points.filter(point => point[key]);
      const name = series.cell + suffix;
      return {
        ...style(series, name),
        symbolSize: 8,
        data: points.map(point => [Math.log2(point.value), point[key].median, point.value]),
        markLine: whiskers(series, points, key),
      };
    })).filter(line => line.data.length > 0);
    const ys = all.flatMap(line => line.data.map(point => point[1]));
    const xs = [...new Set(all.flatMap(line => line.data.map(point => point[2])))];
    const [low, high] = [charts.below(Math.min(...ys)), charts.above(Math.max(...ys))];
    const label = x => xs.find(value => Math.abs(Math.log2(value) - x) < 1e-9);
    return width => ({
      legend: charts.legend(width),
      grid: {left: 8, right: 24, top: charts.legendHeight(width, all.map(line => line.name)) + 10, bottom: 30,
        containLabel: true},
      xAxis: charts.axis({type: 'value', min: Math.log2(Math.min(...xs)), max: Math.log2(Math.max(...xs)),
        interval: 1, name: AXES[axis].unit, nameLocation: 'middle', nameGap: 30, splitLine: {show: false},
        axisLabel: {formatter: x => (label(x) === undefined ? '' : AXES[axis].format(label(x)))}}),
      yAxis: charts.logAxis(low, Math.max(high, low * 10), format, {}),
      tooltip: charts.tooltip(item => AXES[axis].format(item.value[2]), item => format(item.value[1])),
      series: all,
    });
  }

  /** Messages per second with each number of workers, beside each other. */
  function bars() {
    const all = of('workers');
    const values = [...new Set(all.flatMap(series => series.points.map(point => point.value)))];
    return width => ({
      legend: {...charts.legend(width), selectedMode: false, itemWidth: 18, itemStyle: {color: charts.colour('soft')},
        data: values.map(value => ({name: AXES.workers.format(value), itemStyle: {opacity: value === 1 ? 0.45 : 1}}))},
      grid: {left: 8, right: 24, top: 44, bottom: 8, containLabel: true},
      xAxis: charts.axis({type: 'category', data: all.map(series => series.cell), splitLine: {show: false},
        axisLabel: {color: charts.colour('ink'), fontSize: 14}}),
      yAxis: charts.axis({type: 'value', min: 0, axisLabel: {formatter: value => short(value) + '/s'}}),
      tooltip: {...charts.tooltip(item => item.name, item => (item.value == null ? null : charts.perSecond(item.value))),
        axisPointer: {type: 'shadow'}},
      series: values.map(value => ({
        name: AXES.workers.format(value), type: 'bar', barMaxWidth: 90,
        label: {show: true, position: 'top', opacity: 1, color: charts.colour('ink'), fontSize: 13,
          formatter: item => short(item.value) + '/s' + item.data.ratio},
        data: all.map(series => {
          const point = series.points.find(each => each.value === value) || {};
          return {
            value: point.messagesPerSecond ? point.messagesPerSecond.median : null,
            ratio: value === 1 || !point.throughputRatio ? '' : ' (' + fixed(point.throughputRatio.median) + '×)',
            itemStyle: {color: charts.colour(series.protocol), opacity: value === 1 ? 0.45 : 1},
          };
        }),
      })),
    });
  }

  function chart(parent, title, label, option) {
    const element = h('div', {class: 'chart', style: 'height: 380px'});
    parent.append(h('div', {}, h('h3', {}, title), element));
    charts.draw(element, label, option);
  }

  function tables(axis) {
    const cell = (spread, format) => (spread
      ? format(spread.median) + ' (' + format(spread.lowest) + ' to ' + format(spread.highest) + ')' : '-');
    const rows = of(axis).flatMap(series => series.points.map(point => [
      series.cell + ', ' + AXES[axis].format(point.value),
      cell(point.cpuNsPerMessage, charts.time),
      cell(point.cpuRatio, fixed),
      cell(point.messagesPerSecond, charts.perSecond),
      cell(point.serviceP50Ns, charts.time),
      cell(point.serviceP99Ns, charts.time),
      charts.count(point.unanswered)]));
    return fold('Figures: median (lowest to highest round)', {}, axis, wideTable(AXES[axis].title,
      ['', 'generator CPU per message', 'against the reference', 'messages/s', 'service p50', 'service p99', 'unanswered'],
      rows));
  }

  function findings() {
    const last = series => series.points[series.points.length - 1];
    const found = of('connections').filter(series => last(series).cpuRatio).map(series => {
      const ratio = last(series).cpuRatio.median;
      return series.cell + ': at ' + charts.count(last(series).value) + ' connections a message costs '
        + fixed(ratio) + '\u00d7 what it costs at 64 (goal: at most ' + data.goal + '\u00d7, '
        + (ratio <= data.goal ? 'met' : 'not met') + ').';
    });
    const unanswered = data.series.flatMap(series => series.points.filter(point => point.unanswered > 0).map(point =>
      series.cell + ', ' + AXES[series.axis].format(point.value) + (series.axis === 'connections' ? ' connections' : '')
        + ': ' + charts.count(point.unanswered) + ' messages had no answer.'));
    return list([...found, ...new Set(unanswered)]);
  }

  page.replaceChildren();
  page.append(h('h1', {}, 'What a message costs the generator'), h('p', {class: 'note', style: 'margin-top: 8px'},
    data.conditions + ' Vertical bars: from the lowest to the highest round.'), findings());
  for (const axis of ['connections', 'payload']) {
    page.append(h('h2', {}, AXES[axis].title), h('p', {class: 'soft'}, AXES[axis].text));
    const grid = page.appendChild(h('div', {class: 'answer'}));
    chart(grid, 'Generator CPU per message', 'generator CPU per message by ' + AXES[axis].unit,
      curves(axis, [['cpuNsPerMessage', '']], charts.time));
    chart(grid, 'Messages per second', 'messages per second by ' + AXES[axis].unit,
      curves(axis, [['messagesPerSecond', '']], value => short(value) + '/s'));
    chart(page, 'Service time', 'service time p50 and p99 by ' + AXES[axis].unit,
      curves(axis, [['serviceP50Ns', ' p50'], ['serviceP99Ns', ' p99']], charts.time));
    page.append(tables(axis));
  }
  page.append(h('h2', {}, AXES.workers.title), h('p', {class: 'soft'}, AXES.workers.text));
  chart(page, 'Messages per second', 'messages per second by workers', bars());
  page.append(tables('workers'));
})();
