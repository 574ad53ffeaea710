package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.benchmark.process.InstalledPrograms;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** nginx with one worker process, which answers every request with 64 bytes, but not with the request's. */
record Nginx(Process master, Target target) implements AutoCloseable {

    /** Format arguments: directory, port, response body. */
    private static final String CONFIGURATION = """
            worker_processes 1;
            daemon off;
            pid %1$s/pid;
            events { worker_connections 4096; }
            http {
                access_log off;
                keepalive_requests 10000000;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                server {
                    listen 127.0.0.1:%2$d backlog=4096;
                    location / { return 200 "%3$s"; }
                }
            }
            """;

    private static final List<String> PROGRAMS = List.of("nginx", "/usr/sbin/nginx");
    private static final int TRIES = 100;
    private static final int TRY_EVERY_MS = 50;

    /** Empty if it is not installed. */
    static Optional<String> version() throws IOException {
        Optional<String> program = program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Process version = new ProcessBuilder(program.get(), "-v")
                .redirectErrorStream(true)
                .start();
        String printed = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(printed.strip().replaceFirst("^.*/", ""));
    }

    private static Optional<String> program() {
        return PROGRAMS.stream()
                .filter(program -> program.startsWith("/")
                        ? Files.isExecutable(Path.of(program))
                        : InstalledPrograms.isOnPath(program))
                .findFirst();
    }

    /** @throws IOException if it does not listen */
    static Nginx start(TrialContext context) throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(context.directory().resolve("nginx")).toAbsolutePath();
        int port = freePort();
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"),
                CONFIGURATION.formatted(directory, port, "x".repeat(TrialContext.PAYLOAD_BYTES)));
        List<String> command =
                List.of(program().orElseThrow(), "-e", "stderr", "-p", directory + "/", "-c", configuration.toString());
        Process process = context.children()
                .start(new ProcessBuilder(CpuPinning.join(context.pinning().target(), command))
                        .redirectError(directory.resolve("stderr").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        awaitListening(process, port, directory);
        URI url = URI.create("http://127.0.0.1:" + port + "/echo");
        return new Nginx(process, Target.of(new HttpService(url).withCheck(Service.Check.ANY)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process process, int port, Path directory)
            throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (ConnectException e) {
                Thread.sleep(TRY_EVERY_MS);
            }
        }
        ChildProcesses.end(process);
        throw new IOException("nginx did not listen: " + Files.readString(directory.resolve("stderr")));
    }

    /** The master process only supervises the worker, which answers. */
    long workerPid() {
        return master.children().findFirst().orElseThrow().pid();
    }

    @Override
    public void close() {
        ChildProcesses.end(master);
    }
}
