/** Other tools, asked the schedules of {@code plans/truth/}, and graded by what they print. */
package dev.wirebench.benchmark.peer;
