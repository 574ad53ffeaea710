/** System calls per message of load generators, counted by strace. */
package dev.wirebench.benchmark.syscall;
