/** Benchmarks of Wirebench, alone and beside other tools: a package for each, and here what they share. */
package dev.wirebench.benchmark;
