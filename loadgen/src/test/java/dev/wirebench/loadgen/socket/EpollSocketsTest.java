package dev.wirebench.loadgen.socket;

class EpollSocketsTest extends SocketsContract {

    @Override
    SocketKind kind() {
        return SocketKind.EPOLL;
    }
}
