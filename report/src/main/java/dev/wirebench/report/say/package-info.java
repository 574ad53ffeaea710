/** Conclusions and caveats in sentences, for terminal, Markdown and page alike. */
package dev.wirebench.report.say;
