/** Tables for terminal and Markdown. */
package dev.wirebench.report.table;
