/** How many system calls a load generator makes for a message, as strace counts them. */
package dev.wirebench.benchmark.syscall;
