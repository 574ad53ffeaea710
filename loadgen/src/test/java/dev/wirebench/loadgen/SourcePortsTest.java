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
        SourcePorts ports = SourcePorts.onLoopback(200, 32_768);
        InetSocketAddress first = SourcePorts.onLoopback(200, 32_768).next();
        try (ServerSocket taken = new ServerSocket();
                SocketChannel channel = SocketChannel.open()) {
            taken.bind(first);
            ports.bind(channel);
            assertThat(channel.getLocalAddress()).isNotNull().isNotEqualTo(first);
        }
    }
}
