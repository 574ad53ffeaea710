package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.plan.SourceAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourcePortsTest {

    private static final long LONG_MS = 20_000;

    private static final int END = 32_768;
    private static final int ALL = END - 10_240;
    private static final long SECOND = 1_000_000_000;
    private static final InetSocketAddress TARGET = new InetSocketAddress("127.0.0.1", 9);

    private static SourcePorts ports(SourceAddresses addresses, int worker, int workers) {
        return SourcePorts.towards(TARGET, addresses, worker, workers, END, SECOND);
    }

    /** @return how often each address was taken, with one instant of the clock for each */
    private static Map<String, Integer> taken(SourcePorts ports, int count, long gapNs) {
        Map<String, Integer> taken = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            InetSocketAddress next = ports.next(i * gapNs);
            assertThat(next.getPort()).isBetween(1_024, END - 1);
            taken.merge(next.getAddress().getHostAddress(), 1, Integer::sum);
        }
        return taken;
    }

    @Test
    void asLongAsItsPortsHaveRestedAllComesFrom127001() {
        for (int count : new int[] {1, 1000, 5 * ALL}) {
            assertThat(taken(ports(SourceAddresses.AUTO, 0, 1), count, SECOND / ALL + 1))
                    .containsOnlyKeys("127.0.0.1");
        }
    }

    /** Three quarters of a port's rest time: every lap of 127.0.0.1 is followed by one of another address. */
    @Test
    void onlyWhenPortsWouldComeAgainTooSoonAreFurtherAddressesTaken() {
        Map<String, Integer> taken = taken(ports(SourceAddresses.AUTO, 3, 4), 40 * ALL, SECOND * 3 / ALL);
        assertThat(taken).containsOnlyKeys("127.0.0.1", "127.1.3.1");
    }

    /** With endless messages, nothing is reused before all 17 addresses have had their turn. */
    @Test
    void atAnyRateNoPortComesAgainBeforeAllOthers() {
        SourcePorts ports = ports(SourceAddresses.AUTO, 0, 1);
        taken(ports, ALL, 1);
        Set<InetSocketAddress> seen = new HashSet<>();
        for (int i = 0; i < 16 * ALL; i++) {
            assertThat(seen.add(ports.next(ALL + i))).isTrue();
        }
    }

    @Test
    void aPlanMayAskForOneAddressOrForMany() {
        assertThat(taken(ports(SourceAddresses.ONE, 0, 1), 3 * ALL, 1)).containsOnlyKeys("127.0.0.1");
        Map<String, Integer> many = taken(ports(SourceAddresses.MANY, 5, 8), 17 * ALL, 1);
        assertThat(many).hasSize(16).doesNotContainKey("127.0.0.1");
        assertThat(many.keySet()).allMatch(address -> address.startsWith("127.1.5."));
    }

    @Test
    void workersNeverShareAPort() {
        for (SourceAddresses addresses : SourceAddresses.values()) {
            Set<InetSocketAddress> seen = new HashSet<>();
            for (int worker = 0; worker < 3; worker++) {
                SourcePorts ports = ports(addresses, worker, 3);
                for (int i = 0; i < ALL / 3; i++) {
                    assertThat(seen.add(ports.next(i * SECOND))).isTrue();
                }
            }
        }
    }

    /** A port connected to itself is a connection to nobody. */
    @Test
    void nothingComesFromTheTargetsOwnPort() {
        InetSocketAddress target = new InetSocketAddress("127.0.0.1", 20_000);
        SourcePorts ports = SourcePorts.towards(target, SourceAddresses.ONE, 0, 1, END, SECOND);
        for (int i = 0; i < 2 * ALL; i++) {
            assertThat(ports.next(0)).isNotEqualTo(target);
        }
    }

    @Test
    void theKernelChoosesWhereTheTargetIsElsewhereOrItsRangeLeavesNoRoom() throws IOException {
        InetSocketAddress elsewhere =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 9);
        InetSocketAddress v6 = new InetSocketAddress("::1", 9);
        for (InetSocketAddress target : List.of(elsewhere, v6)) {
            assertThat(SourcePorts.towards(target, SourceAddresses.AUTO, 0, 1).isBinding())
                    .isFalse();
        }
        assertThat(SourcePorts.towards(TARGET, SourceAddresses.AUTO, 0, 1, 15_000, SECOND)
                        .isBinding())
                .isFalse();
    }

    /** Addresses of a worker that no other test uses. */
    private static SourcePorts towards(ServerSocket target, int worker) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", target.getLocalPort());
        return SourcePorts.towards(address, SourceAddresses.MANY, worker, 1, END, SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void aPortThatIsInUseIsPassedOver(SocketKind kind) throws IOException {
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket taken = new ServerSocket()) {
            SourcePorts ports = towards(target, 200 + kind.ordinal());
            InetSocketAddress before = ports.next(0);
            taken.bind(new InetSocketAddress(before.getAddress(), before.getPort() + 1));
            assertThat(connectedFrom(target, kind, ports).getPort()).isEqualTo(before.getPort() + 2);
            assertThat(ports.refusals()).isZero();
            assertThat(ports.usedAddresses()).containsExactly(before.getAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPortThatHasAConnectionToTheTargetIsPassedOver(SocketKind kind) throws IOException {
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // Enough workers that each has two ports.
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", target.getLocalPort());
            SourcePorts ports =
                    SourcePorts.towards(address, SourceAddresses.ONE, 5_000 + kind.ordinal(), ALL / 2, END, SECOND);
            try (Sockets sockets = kind.open(address, 2)) {
                ports.connect(sockets, 0, 0);
                InetSocketAddress other = ports.next(0);
                ports.connect(sockets, 1, 0);
                assertThat(sockets.localAddress(0)).isNotEqualTo(other);
                assertThat(sockets.localAddress(1)).isEqualTo(other);
            }
        }
    }

    /** Kept, because an unreferenced socket may be closed at any time. */
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
            ports.connect(sockets, 0, 0);
            while (!sockets.finishConnect(0)) {
                sockets.poll((slot, isReadable, isWritable) -> {}, LONG_MS);
            }
            Socket there = target.accept();
            accepted.add(there);
            return (InetSocketAddress) there.getRemoteSocketAddress();
        }
    }
}
