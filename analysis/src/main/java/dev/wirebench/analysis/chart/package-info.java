/** The page: what {@link dev.wirebench.analysis.Comparison} holds, as one self-contained HTML file. */
package dev.wirebench.analysis.chart;
