/** Rank statistics that the page and the gates share. */
package dev.wirebench.report.statistics;
