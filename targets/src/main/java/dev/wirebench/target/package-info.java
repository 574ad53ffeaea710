/** What load is put on: HTTP and WebSocket on Jetty, raw-socket echo, a scripted stand-in for both, a bare listener. */
package dev.wirebench.target;
