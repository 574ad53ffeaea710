package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/ci/gate.sh with {@code wirebench serve} as the service and a script in place of {@code wirebench gate}. */
@Tag("slow")
@Timeout(120)
class GateScriptTest {

    private static final String ANSWERS = "(exec 3<>/dev/tcp/127.0.0.1/%s) && echo up";

    @TempDir
    private Path directory;

    private int basePort;
    private int headPort;
    private ProcessBuilder script;

    @BeforeEach
    void prepare() throws IOException {
        try (ServerSocket one = listen(0);
                ServerSocket other = listen(0)) {
            basePort = one.getLocalPort();
            headPort = other.getLocalPort();
        }
        for (String side : new String[] {"base", "head"}) {
            Files.createDirectory(directory.resolve(side));
        }
        script = new ProcessBuilder(
                        "bash",
                        Path.of("../docs/ci/gate.sh").toRealPath().toString(),
                        "base",
                        "head",
                        "plan.yaml",
                        "--out",
                        "github=-")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        String java = ProcessHandle.current().info().command().orElseThrow();
        script.environment()
                .putAll(Map.of(
                        "BUILD",
                        "pwd >built",
                        "START",
                        "'" + java + "' " + String.join(" ", CommandLineProcess.SHORT_LIVED) + " -cp '"
                                + System.getProperty("java.class.path") + "' "
                                + Wirebench.class.getName()
                                + " serve --http-port $PORT --raw-port 0 --listener-port 0",
                        "READY",
                        ANSWERS.formatted("$PORT"),
                        "BASE_PORT",
                        "" + basePort,
                        "HEAD_PORT",
                        "" + headPort,
                        "WIREBENCH",
                        directory.resolve("stub").toString()));
        stub("exit 0");
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private void stub(String gate) throws IOException {
        Path stub = directory.resolve("stub");
        Files.writeString(
                stub,
                "#!/usr/bin/env bash\n[ \"$1\" = --version ] && exit\necho \"arguments: $*\" | tee -a calls\n"
                        + ANSWERS.formatted(basePort) + "\n" + ANSWERS.formatted(headPort) + "\n" + gate + "\n");
        assertThat(stub.toFile().setExecutable(true)).isTrue();
    }

    private int run(StringBuilder printed) throws Exception {
        Process process = script.start();
        printed.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private void assertNothingListens() {
        for (int port : new int[] {basePort, headPort}) {
            assertThat(isListening(port)).as("port " + port).isFalse();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void bothServicesAreUpDuringTheGateAndGoneAfterItAndItsExitCodeIsPassedOn(int code) throws Exception {
        stub("exit " + code);
        StringBuilder printed = new StringBuilder();
        assertThat(run(printed)).as(printed.toString()).isEqualTo(code);
        assertThat(printed).contains("arguments: gate plan.yaml --out github=-").containsPattern("up\\s+up");
        assertThat(directory.resolve("base/built")).content().contains("base");
        assertThat(directory.resolve("head/built")).content().contains("head");
        assertNothingListens();
    }

    @Test
    void aRunThatIsNotValidIsMeasuredOnceMore() throws Exception {
        stub("exit 3");
        assertThat(run(new StringBuilder())).isEqualTo(ExitCode.NOT_VALID);
        assertThat(directory.resolve("calls")).content().hasLineCount(2);
        assertNothingListens();
    }

    @Test
    void aServiceThatDoesNotStartEndsTheOtherOne() throws Exception {
        String start = script.environment().get("START");
        script.environment().put("START", "[ $PORT != " + headPort + " ] || { echo no heap; exit 7; }; " + start);
        StringBuilder printed = new StringBuilder();
        assertThat(run(printed)).isEqualTo(ExitCode.HARNESS_FAILED);
        assertThat(printed).contains("no heap", "head does not answer").doesNotContain("arguments:");
        assertNothingListens();
    }

    @Test
    void aVersionThatDoesNotBuildIsNotMeasured() throws Exception {
        script.environment().put("BUILD", "echo cannot compile; exit 1");
        StringBuilder printed = new StringBuilder();
        assertThat(run(printed)).isEqualTo(ExitCode.HARNESS_FAILED);
        assertThat(printed).contains("cannot compile").doesNotContain("arguments:");
    }

    @Test
    void aStrangerOnAPortIsNotMeasured() throws Exception {
        StringBuilder printed = new StringBuilder();
        try (ServerSocket stranger = listen(headPort)) {
            assertThat(run(printed)).isEqualTo(ExitCode.HARNESS_FAILED);
            assertThat(stranger.isClosed()).isFalse();
        }
        assertThat(printed).contains("something listens on port " + headPort).doesNotContain("arguments:");
        assertNothingListens();
    }

    @Test
    void aServiceThatEndsDuringTheGateDoesNotPass() throws Exception {
        script.environment()
                .put("START", "echo $$ >pid; " + script.environment().get("START"));
        stub("kill -9 -- -$(cat head/pid); while kill -0 $(cat head/pid) 2>/dev/null; do sleep 0.1; done");
        StringBuilder printed = new StringBuilder();
        assertThat(run(printed)).as(printed.toString()).isEqualTo(ExitCode.HARNESS_FAILED);
        assertThat(printed).contains("head has ended while it was measured");
        assertNothingListens();
    }

    @Test
    void aScriptThatIsTerminatedEndsTheGateAndBothServices() throws Exception {
        stub("echo $$ >gate-pid; echo measuring; exec sleep 100");
        Process process = script.start();
        try (var out = process.inputReader()) {
            while (!"measuring".equals(out.readLine())) {
                assertThat(process.isAlive()).isTrue();
            }
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        long gate =
                Long.parseLong(Files.readString(directory.resolve("gate-pid")).strip());
        assertThat(ProcessHandle.of(gate).filter(ProcessHandle::isAlive)).isEmpty();
        assertNothingListens();
    }
}
