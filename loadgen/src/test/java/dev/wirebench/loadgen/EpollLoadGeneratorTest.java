package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.SocketKind;

class EpollLoadGeneratorTest extends LoadGeneratorContract {

    @Override
    SocketKind sockets() {
        return SocketKind.EPOLL;
    }
}
