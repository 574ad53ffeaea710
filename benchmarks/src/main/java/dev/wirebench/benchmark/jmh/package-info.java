/** JMH benchmarks of a message's path through the generator, step by step and without sockets. */
package dev.wirebench.benchmark.jmh;
