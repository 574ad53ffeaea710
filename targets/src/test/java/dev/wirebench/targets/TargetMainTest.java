package dev.wirebench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.JdkProbe;
import dev.wirebench.targets.echo.TestBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class TargetMainTest {

    private static final int SIGTERM_EXIT = 143;

    private static final TargetScript SCRIPT = TargetScript.parallel(new TargetScript.Constant(0.1));

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void theReadyLineSaysWhereEveryServiceListens() throws Exception {
        Endpoints endpoints = start();
        assertThat(endpoints.pid()).isEqualTo(process.pid());
        assertThat(endpoints.websocket().getPort()).isEqualTo(endpoints.http().getPort());
        for (URI uri : List.of(endpoints.http(), endpoints.websocket(), endpoints.raw(), endpoints.listener())) {
            TestBytes.connect(new InetSocketAddress(uri.getHost(), uri.getPort()))
                    .close();
        }
        assertThat(endpoints.toTarget().service(Protocol.HTTP).url().getPath()).isEqualTo("/echo");
    }

    @Test
    void itEndsWhenStdinEndsAndPrintsOneLineOnly() throws Exception {
        start();
        process.getOutputStream().close();
        assertThat(stdout().readLine()).isNull();
        assertThat(exitCode()).isZero();
    }

    @Test
    void itEndsOnSigterm() throws Exception {
        Endpoints endpoints = start();
        try (Socket kept = TestBytes.connect(
                new InetSocketAddress(endpoints.raw().getHost(), endpoints.raw().getPort()))) {
            // Process.destroy would close stdin as well.
            process.toHandle().destroy();
            assertThat(kept.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(exitCode()).isEqualTo(SIGTERM_EXIT);
    }

    @Test
    void whatTheListenerReceivesIsPrintedOnStderr() throws Exception {
        URI listener = start().listener();
        try (Socket socket = TestBytes.connect(new InetSocketAddress(listener.getHost(), listener.getPort()))) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader stderr = stderr();
            assertThat(stderr.readLine()).startsWith("-- connection 1 from 127.0.0.1:");
            assertThat(stderr.readLine()).isEqualTo("GET /x HTTP/1.1");
        }
    }

    @Test
    void theLogOfAScriptIsCompleteWhenStdinHasEnded() throws Exception {
        Endpoints endpoints = start("--script", SCRIPT.toJson(), "--script-log", log().toString());
        exchange(endpoints, 1000);
        process.getOutputStream().close();
        assertThat(exitCode()).isZero();
        assertThat(ScriptLog.read(log())).hasSize(1000).allMatch(ScriptLog.Row::isAnswered);
    }

    @Test
    void theLogOfAScriptIsCompleteAfterSigterm() throws Exception {
        Endpoints endpoints = start("--script", SCRIPT.toJson(), "--script-log", log().toString());
        exchange(endpoints, 1000);
        process.toHandle().destroy();
        assertThat(exitCode()).isEqualTo(SIGTERM_EXIT);
        assertThat(ScriptLog.read(log())).hasSize(1000).allMatch(ScriptLog.Row::isAnswered);
    }

    @Test
    void aScriptServesAllThreeWires() throws Exception {
        Endpoints endpoints = start("--script", SCRIPT.toJson());
        exchange(endpoints, 1);
        HttpRequest request = HttpRequest.newBuilder(
                        endpoints.toTarget().service(Protocol.HTTP).url())
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("hello");
        JdkProbe probe = new JdkProbe(endpoints.websocket());
        probe.send("hello", true);
        assertThat(probe.next()).isEqualTo("hello");
    }

    @Test
    void aBadScriptIsRefusedInOneLine() throws Exception {
        launch("--script", "{\"service\": 1}");
        assertThat(stderr().lines()).singleElement().asString().startsWith("targets: --script: not a script: ");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void aLogThatCannotBeWrittenIsReportedInOneLine() throws Exception {
        Path nowhere = folder.resolve("nowhere/script.tsv");
        launch("--script", SCRIPT.toJson(), "--script-log", nowhere.toString());
        assertThat(stderr().lines())
                .containsExactly("targets: cannot start: script log: " + nowhere + ": no such file or folder");
        assertThat(exitCode()).isEqualTo(4);
    }

    @Test
    void aBadOptionIsRefusedInOneLine() throws Exception {
        launch("--raw-port", "70000");
        assertThat(stderr().lines()).containsExactly("targets: --raw-port must be 0 to 65535, was 70000");
        assertThat(stdout().readLine()).isNull();
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void aPortInUseIsReportedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            launch("--raw-port", "" + taken.getLocalPort());
            assertThat(stderr().lines()).singleElement().asString().contains("cannot start", "" + taken.getLocalPort());
            assertThat(exitCode()).isEqualTo(4);
        }
    }

    @Test
    void onlyLoopbackIsListenedOnByDefault() throws Exception {
        Endpoints endpoints = start();
        List<URI> services = List.of(endpoints.http(), endpoints.raw(), endpoints.listener());
        assertThat(services).allSatisfy(uri -> assertThat(uri.getHost()).isEqualTo("127.0.0.1"));
        // A port bound to loopback alone is free on every other address.
        List<String> others = new ArrayList<>();
        others.add("127.0.0.2");
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .forEach(address -> others.add(address.getHostAddress()));
        for (URI uri : services) {
            for (String other : others) {
                try (ServerSocket free = new ServerSocket()) {
                    free.bind(new InetSocketAddress(other, uri.getPort()));
                    assertThat(free.isBound()).isTrue();
                }
            }
        }
    }

    /** Exchanges raw messages one at a time. */
    private static void exchange(Endpoints endpoints, int messages) throws IOException {
        URI raw = endpoints.raw();
        try (Socket socket = TestBytes.connect(new InetSocketAddress(raw.getHost(), raw.getPort()))) {
            byte[] message = {0, 0, 0, 2, 'h', 'i'};
            for (int i = 0; i < messages; i++) {
                socket.getOutputStream().write(message);
                assertThat(socket.getInputStream().readNBytes(message.length)).isEqualTo(message);
            }
        }
    }

    private Path log() {
        return folder.resolve(ScriptLog.FILE);
    }

    private Endpoints start(String... args) throws IOException {
        launch(args);
        return Endpoints.parse(stdout().readLine());
    }

    private void launch(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TargetMain.class.getName()));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).start();
    }

    private BufferedReader stdout() {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private BufferedReader stderr() {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
