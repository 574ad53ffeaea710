/** The comparison page: one HTML file that loads nothing else. */
package dev.wirebench.report.page;
