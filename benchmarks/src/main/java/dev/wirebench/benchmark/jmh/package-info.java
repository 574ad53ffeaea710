/** The path of a message through the generator, piece by piece and without sockets, measured by JMH. */
package dev.wirebench.benchmark.jmh;
