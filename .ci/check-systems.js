// Reads what `wirebench run --json` printed of several systems: each was measured, and none left a message without its answer.
'use strict';
const fs = require('fs');

const [file, ...names] = process.argv.slice(2);
const {runs} = JSON.parse(fs.readFileSync(file, 'utf8'));
const complaints = [];
for (const name of names) {
  const run = runs.find(each => new RegExp(`/${name}(-[A-Z]+)?$`).test(each.folder));
  if (!run || run.cells.length === 0) {
    complaints.push(`${name}: not measured`);
  } else if (run.verdict.validity === 'PARTIAL') {
    complaints.push(`${name}: PARTIAL, ${run.verdict.reasons.join('; ')}`);
  }
  for (const {cell, counts} of run ? run.cells : []) {
    console.log(`${name} ${cell}: ${counts.answered} of ${counts.intended} answered, ${run.verdict.validity}`);
    if (counts.intended === 0 || counts.answered !== counts.intended) {
      complaints.push(`${name} ${cell}: ${counts.answered} of ${counts.intended} answered`);
    }
  }
}
complaints.forEach(complaint => console.error(complaint));
process.exit(complaints.length ? 1 : 0);
