/**
 * Gatling as the second instrument: a plan's cells as populations, each message timed in nanoseconds from its intended send,
 * and raw sockets as a Gatling protocol.
 */
package dev.wirebench.simulation;
