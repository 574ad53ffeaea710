package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.Sockets;
import java.net.InetSocketAddress;

/** One worker's part of a block. Immutable. */
record WorkerAssignment(int index, int connections, Wires wires, InetSocketAddress address, Sockets.Opener sockets) {}
