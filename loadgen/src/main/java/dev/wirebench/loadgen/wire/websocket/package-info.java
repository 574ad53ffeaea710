/** WebSocket (RFC 6455) on a bare socket. */
package dev.wirebench.loadgen.wire.websocket;
