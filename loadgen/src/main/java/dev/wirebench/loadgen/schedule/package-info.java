/** Intended send times: pure sequences without a clock. */
package dev.wirebench.loadgen.schedule;
