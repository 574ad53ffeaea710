/** Wirebench's generator and targets beside other load generators and servers: CPU time per message, and latency. */
package dev.wirebench.benchmark.compare;
