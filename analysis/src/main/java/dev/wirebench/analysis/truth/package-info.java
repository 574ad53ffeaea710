/** Runs against scripted targets, whose true response times are known: what they were, and whether they were measured. */
package dev.wirebench.analysis.truth;
