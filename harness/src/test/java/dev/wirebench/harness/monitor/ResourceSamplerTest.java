package dev.wirebench.harness.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes on around a block, provoked for real. */
class ResourceSamplerTest {

    private static ResourceSampler meter(ListeningSockets listening) {
        return new ResourceSampler(ProcessSet.of(ProcessHandle.current().pid()), HiccupMeter.start(), listening);
    }

    static ListeningSockets at(int port) {
        Target target = Target.of(new RawService(URI.create("tcp://127.0.0.1:" + port)));
        return ListeningSockets.of(target, List.of(Cell.parse("raw-long")));
    }

    @Test
    void garbageCollectionIsSeen() {
        ResourceSampler meter = meter(ListeningSockets.NONE);
        meter.measurementStarted();
        for (int i = 0; i < 20; i++) {
            System.gc();
        }
        meter.drained();
        assertThat(meter.surroundings().gcNs()).isPositive();
        assertThat(meter.surroundings().targetRestarts()).isEqualTo(Interference.UNKNOWN);
        assertThat(meter.surroundings().fileDescriptorsLeft()).isPositive();
        assertThat(meter.usage().generatorCpuNs()).isPositive();
        assertThat(meter.usage().targetCpuNs()).isNotEqualTo(ResourceUsage.UNKNOWN);
        assertThat(meter.usage().targetRssBytes()).isPositive();
    }

    /** A queue of one is full with two connections; the kernel drops what comes then, and the client tries again. */
    @Test
    void aFullListenQueueAndWhatIsSentAgainAreSeen() throws IOException {
        ResourceSampler meter = meter(ListeningSockets.NONE);
        List<Socket> clients = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            meter.measurementStarted();
            for (int i = 0; i < 2; i++) {
                Socket client = new Socket();
                clients.add(client);
                client.connect(address);
            }
            try (Socket client = new Socket()) {
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.connect(address, 1500));
            }
            meter.drained();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        assertThat(meter.surroundings().listenOverflows()).isPositive();
        assertThat(meter.surroundings().segmentsRetransmitted()).isPositive();
        assertThat(meter.surroundings().segmentsSent()).isPositive();
    }

    @Test
    void aTargetThatListensAnewIsSeen() throws IOException {
        ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = first.getLocalPort();
        ResourceSampler same = meter(at(port));
        ResourceSampler other = meter(at(port));
        same.measurementStarted();
        same.drained();
        other.measurementStarted();
        first.close();
        ServerSocket second = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        other.drained();
        second.close();
        assertThat(same.surroundings().targetRestarts()).isZero();
        assertThat(other.surroundings().targetRestarts()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void withoutFileDescriptorsWhatNeedsThemIsUnknown() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n 220; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeterWithoutFiles.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("targetCpuNs=-1", "targetRssBytes=-1")
                .contains("listenOverflows=-1", "segmentsRetransmitted=-1", "segmentsSent=-1")
                .contains("fileDescriptorsLeft=-1", "targetRestarts=-1")
                .containsPattern("generatorCpuNs=\\d+, ")
                .containsPattern("longestPauseNs=\\d+, pausesNs=\\d+, gcNs=\\d+, compilationNs=\\d+");
    }

    @Test
    void beforeTheMeasurementNothingIsMeasured() {
        ResourceSampler meter = meter(ListeningSockets.NONE);
        assertThat(meter.usage()).isEqualTo(ResourceUsage.NOT_MEASURED);
        assertThat(meter.surroundings()).isEqualTo(Interference.NOT_MEASURED);
    }

    @Test
    void countersAreReadByNameAndUnknownWhereTheyAreNot() {
        List<String> lines = List.of(
                "TcpExt: SyncookiesSent ListenOverflows ListenDrops", "TcpExt: 4 17 9", "IpExt: In", "IpExt: 3");
        assertThat(NetworkCounters.value(lines, "TcpExt:", "ListenOverflows")).isEqualTo(17);
        assertThat(NetworkCounters.value(lines, "TcpExt:", "Other")).isEqualTo(Interference.UNKNOWN);
        assertThat(NetworkCounters.value(List.of(), "TcpExt:", "ListenOverflows"))
                .isEqualTo(Interference.UNKNOWN);
        NetworkCounters before = new NetworkCounters(5, Interference.UNKNOWN, 100);
        assertThat(new NetworkCounters(7, 3, 150).since(before))
                .isEqualTo(new NetworkCounters(2, Interference.UNKNOWN, 50));
    }
}
