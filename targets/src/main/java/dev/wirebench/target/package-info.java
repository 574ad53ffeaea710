/** The targets: HTTP and WebSocket echo on Jetty, raw echo, a scripted stand-in for them, and a bare listener. */
package dev.wirebench.target;
