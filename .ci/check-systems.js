// Checks the output of `wirebench run --json` for several systems: each was measured, with every message answered.
'use strict';
const fs = require('fs');

const [file, ...names] = process.argv.slice(2);
const {runs} = JSON.parse(fs.readFileSync(file, 'utf8'));
const errors = [];
for (const name of names) {
  const run = runs.find(each => new RegExp(`/${name}(-[A-Z]+)?$`).test(each.folder));
  if (!run || run.cells.length === 0) {
    errors.push(`${name}: not measured`);
  } else if (run.verdict.validity === 'PARTIAL') {
    errors.push(`${name}: PARTIAL, ${run.verdict.reasons.join('; ')}`);
  }
  for (const {cell, counts} of run ? run.cells : []) {
    console.log(`${name} ${cell}: ${counts.answered} of ${counts.intended} answered, ${run.verdict.validity}`);
    if (counts.intended === 0 || counts.answered !== counts.intended) {
      errors.push(`${name} ${cell}: ${counts.answered} of ${counts.intended} answered`);
    }
  }
}
errors.forEach(error => console.error(error));
process.exit(errors.length ? 1 : 0);
