/**
 * The load generator: worker threads that share nothing, each with its own sockets, connections, schedule and recorder.
 */
package dev.wirebench.loadgen;
