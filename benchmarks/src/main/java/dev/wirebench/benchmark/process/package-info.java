/** Child processes of the benchmarks: starting them, their CPU time and their pinning. */
package dev.wirebench.benchmark.process;
