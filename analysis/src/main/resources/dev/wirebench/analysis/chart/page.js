'use strict';

// Builds the page from its data.
(() => {
  const {h, joined, list, table, wideTable, choice, fold} = elements;
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const MISSING = '-';
  const shakesHands = series => ['websocket', 'socket.io'].includes(series.protocol);
  const several = data.runs.length > 1;
  for (const spectrum of data.series.flatMap(series => Object.values(series.spectra))) {
    let ns = 0;
    spectrum.ns = spectrum.steps.map(step => (ns += step));
  }

  const section = (title, ...children) => page.append(h('section', {}, h('h2', {}, title), ...children));
  const distinct = values => [...new Set(values)];
  const undated = data.runs.map(run => run.name.replace(/^\d{8}T\d{6}Z-/, ''));
  const runNames = distinct(undated).length === undated.length ? undated : data.runs.map(run => run.name);
  const prefix = run => (several ? runNames[run] + ': ' : '');
  const cellName = series => series.cell + (series.instrument === 'nio' ? '' : ' (Gatling)');
  const seriesName = series => prefix(series.run) + cellName(series);
  const key = protocol => h('span', {class: 'key ' + protocol, 'aria-hidden': 'true'});

  function figure(series, name) {
    const known = series && series.figures[name];
    return known ? known.text : MISSING;
  }

  /** A chart with its choices; state is what they start from. */
  function chartSection(title, text, className, label, state, choices, option, beside) {
    const element = h('div', {class: 'chart ' + className});
    const below = h('div', {});
    const holder = {};
    const refresh = () => {
      if (beside) {
        below.replaceChildren(...beside(state));
      }
      holder.entry.refresh();
    };
    const controls = choices.map(([name, options, field]) => choice(name, options, state[field], value => {
      state[field] = value;
      refresh();
    }));
    section(title, text ? h('p', {class: 'soft'}, text) : null, h('div', {class: 'controls'}, controls.filter(Boolean)),
      element, below);
    holder.entry = charts.draw(element, label, width => option(state)(width));
    if (beside) {
      below.replaceChildren(...beside(state));
    }
  }

  const loads = distinct(data.series.map(series => series.load));
  const instruments = distinct(data.series.map(series => series.instrument));
  const instrumentNames = {nio: 'NIO generator', gatling: 'Gatling'};
  const loadChoice = ['Load', loads.map(load => [load, load]), 'load'];
  const instrumentChoice = ['Instrument', [...instruments.map(i => [i, instrumentNames[i]]),
    ...(instruments.length > 1 ? [['', 'both']] : [])], 'instrument'];
  const runChoice = ['Run', runNames.map((name, i) => [i, name]), 'run'];
  const cellChoice = ['Cell', several ? [['', 'all'], ...distinct(data.series.map(s => s.cell)).map(c => [c, c])] : [],
    'cell'];
  const start = () => ({load: loads[0], instrument: instruments[0], run: 0, cell: ''});
  const selected = state => data.series.filter(series => series.load === state.load
    && (!state.instrument || series.instrument === state.instrument) && (!state.cell || series.cell === state.cell));

  function heading() {
    document.title = data.runs.map(run => run.name).join(', ') + ' – Wirebench';
    page.append(h('header', {}, h('h1', {}, 'What a connection costs'),
      data.runs.map(run => h('p', {class: 'soft'}, run.name + ', ' + run.startedAt.slice(0, 16).replace('T', ' ')
        + ' UTC, ' + duration(run)))));
    for (const run of data.runs) {
      const good = run.verdict.validity === 'VALID';
      page.append(...[h('div', {class: 'verdict ' + (good ? 'good' : 'bad')},
        h('strong', {}, (good ? '✓ ' : '✗ ') + run.verdict.validity),
        (several ? ' ' + run.name : '') + (good ? ': the run met its own plan.' : ': shown, but not to be judged, because'),
        good ? null : list(run.verdict.reasons)),
      run.script ? h('p', {class: 'scripted'}, joined(run.script)) : null,
      data.gates && run === data.runs[0] ? gates.section(data.gates) : null, evidence(run)].filter(Boolean));
    }
  }

  function evidence(run) {
    const shown = data.series.filter(series => data.runs[series.run] === run);
    const title = 'Evidence' + (several ? ' of ' + run.name : '');
    return shown.length === 0 ? null : h('details', {class: 'evidence'}, h('summary', {}, title),
      wideTable(title, ['series', ...data.evidence.map(name => data.figures[name])], shown.map(series =>
        [cellName(series) + ', ' + series.load, ...data.evidence.map(name => figure(series, name))])),
      h('p', {class: 'note'}, 'Sums over all blocks of a series; the longest pause, and the fewest file descriptors left.'
        + ' Shares and cores are of the time from the first measured message to the last answer. - was not measured.'));
  }

  function duration(run) {
    const seconds = Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
    return seconds < 60 ? seconds + ' s' : Math.floor(seconds / 60) + ' min ' + seconds % 60 + ' s';
  }

  const titled = (title, sentences) => (sentences.length ? [h('h3', {}, title), list(sentences)] : []);

  function answer() {
    for (const run of data.runs) {
      section(several ? 'The answer: ' + runNames[data.runs.indexOf(run)] : 'The answer',
        data.series.length ? null : h('p', {}, 'No cell was measured.'),
        h('div', {class: 'answer'},
          h('div', {}, titled('What the numbers say', run.says), titled('The instrument itself', run.generator)),
          h('div', {class: 'limits'}, titled('What they do not say', run.limits))));
    }
  }

  function matrices() {
    if (!data.series.length) {
      return;
    }
    section('The cells');
    data.runs.forEach((run, index) => run.matrices.forEach(matrix => {
      const title = prefix(index) + matrix.title;
      const first = matrix.instrument === 'nio' || !run.matrices.some(m => m.instrument === 'nio' && m.load === matrix.load);
      page.lastElementChild.append(first
        ? h('div', {}, h('h3', {}, title), matrixTable(matrix, index, title))
        : h('details', {}, h('summary', {}, title), matrixTable(matrix, index, title)));
    }));
    page.lastElementChild.append(h('p', {class: 'note'}, 'Times are response times, from the intended send to the checked'
      + ' answer, unless they say otherwise. ≥ marks a percentile that falls among messages without an answer, and a'
      + ' throughput of which the generator itself was the limit; - was not measured. Bars compare the first figure of'
      + ' each cell.'), everything());
  }

  function matrixTable(matrix, run, label) {
    const cells = data.series.filter(s => s.run === run && s.load === matrix.load && s.instrument === matrix.instrument);
    const between = distinct(cells.map(s => s.lifetime).filter(l => l !== 'short' && l !== 'long'));
    const lifetimes = ['short', ...between, 'long'];
    const heads = {short: 'short: a connection per message', long: 'long: a connection kept'};
    const most = Math.max(...cells.map(s => (s.figures[matrix.figures[0]] || {value: 0}).value));
    return h('table', {class: 'matrix', 'aria-label': label},
      h('thead', {}, h('tr', {}, h('td', {}),
        lifetimes.map(l => h('th', {scope: 'col'}, heads[l] || l + ' messages per connection')))),
      h('tbody', {}, matrix.protocols.map(protocol => h('tr', {class: protocol},
        h('th', {scope: 'row'}, h('span', {}, key(protocol), protocol)),
        lifetimes.map(l => cell(cells.find(s => s.protocol === protocol && s.lifetime === l), matrix, most))))));
  }

  function cell(series, matrix, most) {
    if (!series) {
      return h('td', {class: 'missing'}, MISSING);
    }
    const [first, ...others] = matrix.figures;
    const fill = h('i', {});
    fill.style.width = 100 * (series.figures[first] ? series.figures[first].value / most : 0) + '%';
    const fact = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
    const pair = (up, down) => figure(series, up) + ' / ' + figure(series, down);
    return h('td', {},
      h('div', {class: 'headline'}, h('b', {}, figure(series, first)),
        h('span', {class: 'soft'}, data.figures[first])),
      h('div', {class: 'bar ' + series.lifetime, 'aria-hidden': 'true'}, fill),
      h('dl', {class: 'facts'},
        others.map(name => fact(data.figures[name], figure(series, name))),
        series.figures.CALIBRATED_SHARE ? fact(data.figures.CALIBRATED_SHARE, figure(series, 'CALIBRATED_SHARE')) : null,
        fact('connect p50', figure(series, 'CONNECT_P50')),
        fact('handshake p50', shakesHands(series) ? figure(series, 'HANDSHAKE_P50') : 'none'),
        fact('bytes up / down', pair('BYTES_UP', 'BYTES_DOWN')),
        series.lifetime === 'long' ? fact('opening bytes', pair('CONNECTION_BYTES_UP', 'CONNECTION_BYTES_DOWN')) : null,
        fact('target CPU / message', figure(series, 'TARGET_CPU'))));
  }

  function everything() {
    const names = Object.keys(data.figures);
    return h('details', {}, h('summary', {}, 'Every figure'),
      wideTable('Every figure', ['series', ...names.map(name => data.figures[name])], data.series.map(series =>
        [seriesName(series) + ', ' + series.load, ...names.map(name => figure(series, name))])));
  }

  function sideBySide() {
    const key = series => [series.cell, series.load, instrumentNames[series.instrument]].join(', ');
    const names = ['RESPONSE_P50', 'RESPONSE_P99', 'THROUGHPUT'];
    section('The runs side by side', table('The runs side by side',
      ['series', ...names.flatMap(name => runNames.map(run => data.figures[name] + ', ' + run))],
      distinct(data.series.map(key)).map(label => [label, ...names.flatMap(name => data.runs.map((_, run) =>
        figure(data.series.find(series => series.run === run && key(series) === label), name)))])));
  }

  function spectra() {
    chartSection('Percentiles', 'How long the slowest share of messages took. Lines that stay low to the right are steady;'
      + ' one that rises early keeps many messages waiting.', several ? 'tall' : '', 'Percentiles of every cell; the same numbers are in'
      + ' the table "Every figure"', {...start(), measure: 'response'},
    [loadChoice, instrumentChoice, cellChoice, ['Time', [['response', 'response'], ['service', 'service'], ['send-lag', 'send lag']],
      'measure']],
    state => charts.spectrum(selected(state), state.measure, seriesName, data.pointsPerDecade),
    state => [h('p', {class: 'note'}, 'Response counts from the intended send, service from the actual one, send lag is the'
      + ' difference. Short cells are dashed, long ones solid; hollow symbols are Gatling’s. From an arrow on a line is'
      + ' a lower bound, as the messages beyond it were never answered.'),
    fold('Both bounds of the percentiles', state, 'boundsOpen', [h('p', {class: 'note'}, data.boundsMeaning),
      table('Both bounds of the percentiles', ['series', ...data.bounds],
        selected(state).map(series => [seriesName(series), ...series.bounds.map(joined)]))])]);
  }

  function overTime() {
    chartSection('Over time', 'Each band is a block: the cells take turns, so that what disturbs the machine does not'
      + ' meet one of them alone. Per interval: p99 (strong), p50 (thin), and below them the throughput.', 'tall',
    'Response time and throughput over time', {...start(), instrument: ''}, [runChoice, loadChoice],
    state => charts.timeline(selected(state).filter(series => series.run === state.run), cellName));
  }

  function gaps() {
    const rows = data.runs.flatMap((run, index) => run.gaps.map(gap => ({...gap, index})));
    if (!rows.length) {
      return;
    }
    section('Two instruments, one cell', h('p', {class: 'soft'}, 'The same target under the same load, seen by the NIO'
      + ' generator and by Gatling. Where they differ, the difference is the instrument’s, not the protocol’s. They agree'
      + ' where both have ' + joined(data.agreement) + '.'),
    wideTable('Both instruments', ['cell', 'load', 'time', 'NIO p50', 'Gatling p50', 'ratio', 'difference', 'NIO p99',
      'Gatling p99', 'ratio', 'difference', 'agreement'], rows.map(gap => [prefix(gap.index) + gap.cell, gap.load,
      gap.measure, ...[gap.p50, gap.p99].flatMap(g => [g.nio, g.gatling, g.ratio, g.difference]),
      h('td', {class: 'why'}, gap.agreement ? joined(gap.agreement) : '')])));
  }

  function opening() {
    const opens = series => series.figures.CONNECT_P50;
    if (!data.series.some(opens)) {
      return;
    }
    chartSection('What opening a connection costs', 'The TCP connect and, for WebSocket and Socket.IO, the handshake after it:'
      + ' medians, which need not add up to the median of both together.', 'low', 'Median connect and handshake time of each cell',
    start(), [loadChoice, instrumentChoice], state => charts.opening(selected(state).filter(opens), seriesName),
    state => [table('Opening a connection',
      ['cell', 'connect p50', 'connect p99', 'handshake p50', 'handshake p99', 'bytes up', 'bytes down'],
      selected(state).filter(opens).map(series => [seriesName(series), figure(series, 'CONNECT_P50'),
        figure(series, 'CONNECT_P99'), ...(shakesHands(series)
          ? [figure(series, 'HANDSHAKE_P50'), figure(series, 'HANDSHAKE_P99')] : ['none', 'none']),
        figure(series, 'CONNECTION_BYTES_UP'), figure(series, 'CONNECTION_BYTES_DOWN')]))]);
  }

  function breakEven() {
    const all = data.runs.map(run => run.breakEvens);
    if (!all.some(rows => rows.length)) {
      return;
    }
    const rows = state => all[state.run].filter(row => row.load === state.load && row.instrument === state.instrument);
    const costs = cost => (cost ? cost.text : MISSING);
    const first = all.flat()[0];
    chartSection('Break-even with http-short', 'What n messages cost in total: n new HTTP connections, or one connection'
      + ' kept for all of them. n* is the number from which the kept one costs no more.', '',
    'Total cost against number of messages; the break-even points are in the table below',
    {run: all.findIndex(r => r.length), load: first.load, instrument: first.instrument, unit: 'time'},
    [runChoice, loadChoice, [instrumentChoice[0], instruments.map(i => [i, instrumentNames[i]]), 'instrument'],
      ['Cost', [['time', 'time'], ['bytes', 'bytes']], 'unit']],
    state => charts.breakEven(rows(state), state.unit),
    state => [table('Break-even', ['cell', 'in time', 'in bytes', 'opening timed on'], rows(state).map(row =>
      [row.cell, costs(row.time), costs(row.bytes), row.openedOn || MISSING]))]);
  }

  function messages() {
    if (!data.series.length) {
      return;
    }
    const kinds = distinct(data.series.flatMap(series => Object.keys(series.counts.failed)));
    const number = value => (value || 0).toLocaleString('en');
    section('Every message', h('p', {class: 'soft'}, 'Each intended message ended in exactly one way:'
      + ' intended = answered + failed + timed out + unfinished.'),
    table('Messages by ending', ['series', 'intended', 'answered', ...(kinds.length ? kinds : ['failed']), 'timed out',
      'unfinished'], data.series.map(series => [seriesName(series) + ', ' + series.load, number(series.counts.intended),
      number(series.counts.answered), ...(kinds.length ? kinds.map(kind => number(series.counts.failed[kind])) : ['0']),
      number(series.counts.timedOut), number(series.counts.unfinished)])));
  }

  function environment() {
    const keys = distinct(data.runs.flatMap(run => Object.keys(run.environment))).sort();
    const value = name => data.runs.map(run => h('td', {class: 'wrap'}, run.environment[name] ?? MISSING));
    if (data.differs.length) {
      section('Where the environments differ', table('Differences', ['', ...runNames],
        data.differs.map(name => [name, ...value(name)])));
    }
    section('Environment and plan',
      h('details', {}, h('summary', {}, 'Environment'), table('Environment', ['', ...runNames],
        keys.map(name => [name, ...value(name)]), i => (data.differs.includes(keys[i]) ? 'differs' : ''))),
      data.runs.map(run => h('details', {}, h('summary', {}, several ? 'Plan of ' + run.name : 'Plan'),
        h('pre', {tabindex: '0'}, run.plan))),
      data.runs.filter(run => run.gatlingReport).map(run => h('p', {}, h('a', {href: run.gatlingReport},
        'Gatling’s own report' + (several ? ' of ' + run.name : '')))));
  }

  heading();
  answer();
  matrices();
  if (data.series.length) {
    if (several) {
      sideBySide();
    }
    spectra();
    overTime();
    gaps();
    opening();
    breakEven();
    messages();
  }
  environment();
})();
