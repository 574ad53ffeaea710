package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.SocketKind;

class NioLoadGeneratorTest extends LoadGeneratorContract {

    @Override
    SocketKind sockets() {
        return SocketKind.NIO;
    }
}
