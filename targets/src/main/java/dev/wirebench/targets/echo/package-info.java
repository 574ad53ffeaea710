/** Echo services: HTTP and WebSocket on Jetty, messages on a raw socket, and a bare listener. */
package dev.wirebench.targets.echo;
