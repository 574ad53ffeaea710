/** What the numbers in run folders say: quantiles, comparison, break-even, tables. Never sees a live run. */
package dev.wirebench.analysis;
