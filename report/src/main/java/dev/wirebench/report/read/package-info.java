/** Run folders read back: series with percentiles and their bounds, comparisons of cells, costs. */
package dev.wirebench.report.read;
