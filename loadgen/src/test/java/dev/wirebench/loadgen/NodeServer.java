package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The official Socket.IO server in its own process. */
final class NodeServer implements AutoCloseable {

    private static final String SCRIPT = "socket-io-echo.js";

    /** Path of a node_modules directory with socket.io. */
    private static final String MODULES = "wirebench.socketio.modules";

    private static final String USUAL_MODULES = "../targets/external/socket.io/node_modules";

    private final Process process;
    private final BufferedReader printed;
    private final int port;

    private NodeServer(Process process) throws IOException {
        this.process = process;
        this.printed = process.inputReader(StandardCharsets.UTF_8);
        String first = printed.readLine();
        assertThat(first).as("what the server printed first, its port").matches("[0-9]+");
        this.port = Integer.parseInt(first);
    }

    /** Skips the test, with the reason, if there is no such server. */
    static NodeServer start(Path folder, int pingIntervalMs, boolean declines) throws IOException {
        Path modules = Path.of(System.getProperty(MODULES, USUAL_MODULES))
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.isDirectory(modules.resolve("socket.io")),
                () -> "skipped: no socket.io in " + modules
                        + "; install it there with npm, or name a node_modules with -D" + MODULES + "=");
        assumeTrue(isInstalled("node"), "skipped: no command node on the PATH");
        Path script = folder.resolve(SCRIPT);
        try (InputStream resource = NodeServer.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, resource.readAllBytes());
        }
        ProcessBuilder builder =
                new ProcessBuilder("node", script.toString(), String.valueOf(pingIntervalMs), String.valueOf(declines));
        builder.environment().put("NODE_PATH", modules.toString());
        return new NodeServer(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    Target target(Service.MessageType message) {
        URI url = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
        return Target.of(new SocketIoService(url).withMessage(message));
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Stops the server. @return how often it saw each reason for a disconnect, as JSON */
    String end() throws IOException {
        process.getOutputStream().close();
        return printed.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
