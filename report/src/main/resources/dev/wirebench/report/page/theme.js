'use strict';

// Light or dark: as the system says, until the reader chooses; always light on paper.
const theme = (() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const changed = [];
  let chosen = 'auto';

  function apply(name) {
    document.documentElement.dataset.theme = name;
    changed.forEach(listener => listener());
  }

  const current = () => (chosen !== 'auto' ? chosen : system.matches ? 'dark' : 'light');
  const refresh = () => apply(current());

  function choose(name) {
    chosen = name;
    refresh();
  }

  system.addEventListener('change', refresh);
  addEventListener('beforeprint', () => apply('light'));
  addEventListener('afterprint', refresh);
  document.documentElement.dataset.theme = current();
  return {choose, onChange: listener => changed.push(listener)};
})();
