package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    private static final List<Cell> CELLS = List.of(Cell.parse("raw-long"));

    private static Target raw(int port) {
        return new Target(null, null, new Target.Raw(URI.create("tcp://127.0.0.1:" + port), null, null, null));
    }

    @Test
    void theProcessThatListensIsFound() throws IOException {
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ServiceProcess.find(raw(service.getLocalPort()), CELLS))
                    .hasValue(ProcessHandle.current().pid());
        }
    }

    @Test
    void whereNobodyListensThereIsNone() throws IOException {
        int port;
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = service.getLocalPort();
        }
        assertThat(ServiceProcess.find(raw(port), CELLS)).isEmpty();
        Target elsewhere = new Target(null, null, new Target.Raw(URI.create("tcp://192.0.2.1:9"), null, null, null));
        assertThat(ServiceProcess.find(elsewhere, CELLS)).isEmpty();
    }
}
