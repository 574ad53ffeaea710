package dev.wirebench.loadgen.socket;

class NioSocketsTest extends SocketsContract {

    @Override
    SocketKind kind() {
        return SocketKind.NIO;
    }
}
