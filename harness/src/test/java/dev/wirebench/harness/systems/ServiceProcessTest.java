package dev.wirebench.harness.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.process.ProcessTimes;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ServiceProcessTest {

    private static final List<Cell> CELLS = List.of(Cell.parse("raw-long"));

    private static final String PREFORKED = """
            import os, socket, sys, time
            listening = socket.create_server(("127.0.0.1", 0))
            if os.fork() == 0:
                time.sleep(60)
                sys.exit()
            print(listening.getsockname()[1], flush=True)
            sys.stdin.readline()
            child = os.fork()
            if child == 0:
                while time.process_time() < 0.52:
                    pass
                os._exit(0)
            os.waitpid(child, 0)
            print("burnt", flush=True)
            time.sleep(60)
            """;

    private static Target raw(int port) {
        return Target.of(new RawService(URI.create("tcp://127.0.0.1:" + port)));
    }

    @Test
    void theProcessThatListensIsFound() throws IOException {
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(memory(raw(service.getLocalPort()))).isPositive();
        }
    }

    /** Both hold the socket, and the parent has waited for a third that burnt half a second. */
    @Test
    void theProcessesThatShareASocketAreCountedTogether() throws Exception {
        assumeThat(Path.of("/usr/bin/python3")).isExecutable();
        Process service = new ProcessBuilder("/usr/bin/python3", "-c", PREFORKED)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int port = Integer.parseInt(service.inputReader().readLine());
            ProcessSet found = ServiceProcess.find(raw(port), CELLS);
            ProcessTimes before = ProcessTimes.read(found);
            service.outputWriter().write("burn\n");
            service.outputWriter().flush();
            assertThat(service.inputReader().readLine()).isEqualTo("burnt");
            assertThat(ProcessTimes.read(found).since(before)).isGreaterThanOrEqualTo(500_000_000L);
            assertThat(ProcessMemory.of(found).bytes())
                    .isGreaterThan(
                            ProcessMemory.of(ProcessSet.of(service.pid())).bytes() / 2);
        } finally {
            service.descendants().forEach(ProcessHandle::destroyForcibly);
            service.destroyForcibly();
        }
    }

    private static long memory(Target target) {
        return ProcessMemory.of(ServiceProcess.find(target, CELLS)).bytes();
    }

    @Test
    void whereNobodyListensThereIsNone() throws IOException {
        int port;
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = service.getLocalPort();
        }
        assertThat(memory(raw(port))).isEqualTo(ResourceUsage.UNKNOWN);
        Target elsewhere = Target.of(new RawService(URI.create("tcp://192.0.2.1:9")));
        assertThat(memory(elsewhere)).isEqualTo(ResourceUsage.UNKNOWN);
    }
}
