/**
 * The second instrument: a plan's cells as Gatling populations, each message timed in nanoseconds from its intended
 * send, and raw sockets as a protocol of Gatling's.
 */
package dev.wirebench.simulation;
