package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourcePortsTest {

    private static final long LONG_MS = 20_000;

    @Test
    void noPortOfTheKernelsRangeIsTakenAndNoneComesAgainSoon() {
        SourcePorts ports = SourcePorts.onLoopback(3, 32_768);
        Set<InetSocketAddress> seen = new HashSet<>();
        for (int i = 0; i < 16 * (32_768 - 10_240); i++) {
            InetSocketAddress next = ports.next();
            assertThat(next.getPort()).isBetween(1_024, 32_767);
            assertThat(next.getAddress().getAddress()).startsWith(127, 1, 3);
            assertThat(seen.add(next)).isTrue();
        }
    }

    @Test
    void workersNeverShareAnAddress() {
        assertThat(SourcePorts.onLoopback(0, 32_768).next().getAddress())
                .isNotEqualTo(SourcePorts.onLoopback(1, 32_768).next().getAddress());
    }

    @Test
    void theKernelChoosesWhereTheTargetIsElsewhereOrItsRangeLeavesNoRoom() throws IOException {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        assertThat(SourcePorts.towards(elsewhere, 0).isBinding()).isFalse();
        assertThat(SourcePorts.onLoopback(0, 15_000).isBinding()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aPortThatIsInUseIsPassedOver(SocketKind kind) throws IOException {
        int worker = 200 + kind.ordinal();
        InetSocketAddress busy = SourcePorts.onLoopback(worker, 32_768).next();
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket taken = new ServerSocket()) {
            taken.bind(busy);
            SourcePorts ports = SourcePorts.from(worker, 32_768, busy.getPort() - 1);
            assertThat(connectedFrom(target, kind, ports).getPort()).isEqualTo(busy.getPort() + 1);
            assertThat(ports.refusals()).isZero();
        }
    }

    /** The target has not closed its side of the first connection yet, so there cannot be a second between the same two. */
    @ParameterizedTest
    @EnumSource
    void aPortWhoseLastConnectionIsStillKnownIsPassedOver(SocketKind kind) throws IOException {
        int worker = 210 + kind.ordinal();
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int first = connectedFrom(target, kind, SourcePorts.from(worker, 32_768, 20_000))
                    .getPort();
            int second = connectedFrom(target, kind, SourcePorts.from(worker, 32_768, 20_000))
                    .getPort();
            assertThat(first).isEqualTo(20_001);
            assertThat(second).isEqualTo(20_002);
        }
    }

    /** Kept, as a socket that nobody holds may be closed at any time, and its connection be forgotten. */
    private final List<Socket> accepted = new ArrayList<>();

    @AfterEach
    void closeAccepted() throws IOException {
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private InetSocketAddress connectedFrom(ServerSocket target, SocketKind kind, SourcePorts ports)
            throws IOException {
        try (Sockets sockets = kind.open(new InetSocketAddress("127.0.0.1", target.getLocalPort()), 1)) {
            ports.connect(sockets, 0);
            while (!sockets.finishConnect(0)) {
                sockets.poll((place, isReadable, isWritable) -> {}, LONG_MS);
            }
            Socket there = target.accept();
            accepted.add(there);
            return (InetSocketAddress) there.getRemoteSocketAddress();
        }
    }
}
