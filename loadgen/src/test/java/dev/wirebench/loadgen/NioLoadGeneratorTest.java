package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.SocketKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class NioLoadGeneratorTest extends LoadGeneratorContract {

    @Override
    SocketKind sockets() {
        return SocketKind.NIO;
    }
}
