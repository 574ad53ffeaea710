/** Socket.IO 5 on Engine.IO 4, over WebSocket. */
package dev.wirebench.loadgen.wire.socketio;
