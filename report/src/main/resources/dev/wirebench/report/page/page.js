'use strict';

// Puts the sections into the page.
(() => {
  const page = document.getElementById('page');
  const made = sections.flatMap(section => section()).filter(Boolean);
  page.replaceChildren(...made);
  made.filter(element => element.drawn).forEach(element => element.drawn());
})();
