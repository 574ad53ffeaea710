'use strict';

// What each wire puts on the socket.
sections.push(() => report.data.runs.filter(run => run.anatomy).slice(0, 1).map(run => elements.h('section', {},
  elements.h('h2', {}, 'What goes over the wire'), anatomy.content(run.anatomy))));
