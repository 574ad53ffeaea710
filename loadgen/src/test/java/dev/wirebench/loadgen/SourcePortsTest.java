package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcePortsTest {

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

    @Test
    void aPortThatIsInUseIsPassedOver() throws IOException {
        InetSocketAddress busy = SourcePorts.onLoopback(200, 32_768).next();
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket taken = new ServerSocket()) {
            taken.bind(busy);
            SourcePorts ports = SourcePorts.from(200, 32_768, busy.getPort() - 1);
            try (SocketChannel channel = ports.connect(new InetSocketAddress("127.0.0.1", target.getLocalPort()))) {
                InetSocketAddress source = (InetSocketAddress) channel.getLocalAddress();
                assertThat(source.getPort()).isEqualTo(busy.getPort() + 1);
            }
        }
    }

    /** The target has not closed its side of the first connection yet, so there cannot be a second between the same two. */
    @Test
    void aPortWhoseLastConnectionIsStillKnownIsPassedOver() throws IOException {
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", target.getLocalPort());
            for (int i = 0; i < 2; i++) {
                try (SocketChannel channel =
                        SourcePorts.from(201, 32_768, 20_000).connect(address)) {
                    assertThat(channel.finishConnect()).isTrue();
                }
            }
        }
    }
}
