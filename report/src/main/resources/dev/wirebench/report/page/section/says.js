'use strict';

// In more words: what the numbers say, what they do not say, and what is known of the instrument.
sections.push(() => {
  const {h, list} = elements;
  const {data, several, runNames} = report;
  const titled = (title, sentences, id) => (sentences.length ? [h('h3', id ? {id} : {}, title), list(sentences)] : []);
  return [h('section', {}, h('h2', {}, 'In more words'),
    data.series.length ? null : h('p', {}, 'No cell was measured.'),
    data.runs.map((run, index) => h('div', {class: 'answer'},
      h('div', {}, titled('What the numbers say' + (several ? ': ' + runNames[index] : ''), run.says),
        titled('The instrument itself', run.generator)),
      h('div', {class: 'limits'}, titled('What they do not say', run.limits, index ? null : 'limits')))))];
});
