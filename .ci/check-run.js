// Compares a run folder, read by an independent HdrHistogram library, with the figures on its page.
// Usage: NODE_PATH=<dir with hdr-histogram-js> node check-run.js <run folder>...
const fs = require('fs');
const path = require('path');
const hdr = require('hdr-histogram-js');

const FIGURES = {response: '', service: 'service.'};
const PERCENTILES = {p50: 50, p99: 99, 'p99.9': 99.9, max: 100};
let checked = 0;
let wrong = 0;

function expect(what, actual, expected) {
  checked++;
  if (actual !== expected) {
    wrong++;
    console.error(`${what}: ${actual}, expected ${expected}`);
  }
}

function total(file) {
  const sum = hdr.build({lowestDiscernibleValue: 1, highestTrackableValue: 3.6e12, numberOfSignificantValueDigits: 3, bitBucketSize: 64});
  for (const line of fs.readFileSync(file, 'ascii').split('\n')) {
    if (/^(Tag=[^,]*,)?[0-9]/.test(line)) {
      sum.add(hdr.decodeFromCompressedBase64(line.split(',').pop(), 64));
    }
  }
  return sum;
}

for (const run of process.argv.slice(2)) {
  const record = JSON.parse(fs.readFileSync(path.join(run, 'record.json'), 'utf8'));
  const html = fs.readFileSync(path.join(run, 'index.html'), 'utf8');
  const page = JSON.parse(html.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
  expect(`${run}: cells on the page`, page.series.length, record.cells.length);
  record.cells.forEach((cell, i) => {
    const load = cell.load.kind === 'open' ? `open-${cell.load.ratePerSecond}` : `closed-${cell.load.connections}`;
    const name = `${cell.cell}.${load}.${cell.instrument}`;
    const c = cell.counts;
    const failed = Object.values(c.failed).reduce((a, b) => a + b, 0);
    expect(`${name}: outcomes of ${c.intended} messages`, c.answered + failed + c.timedOut + c.unfinished, c.intended);
    const series = page.series.find(s => s.cell === cell.cell && s.load === load && s.instrument === cell.instrument);
    for (const [measure, figure] of Object.entries(FIGURES)) {
      const histogram = total(path.join(run, `${name}.${measure}.hlog`));
      expect(`${name}: ${measure} count`, histogram.totalCount, c.answered);
      for (const [suffix, percentile] of Object.entries(PERCENTILES)) {
        if (c.answered === c.intended) {
          expect(`${name}: ${measure} ${suffix}`, histogram.getValueAtPercentile(percentile), series.figures[`${figure}${suffix}`].value);
        }
      }
    }
  });
}
console.log(`${checked - wrong} passed, ${wrong} failed`);
process.exit(wrong === 0 && checked > 0 ? 0 : 1);
