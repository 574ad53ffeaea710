/** Accuracy of other tools, measured by the schedules of {@code plans/truth/} and what the tools print. */
package dev.wirebench.benchmark.peer;
