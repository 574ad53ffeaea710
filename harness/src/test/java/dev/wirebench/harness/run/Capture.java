package dev.wirebench.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What tshark sees on loopback of some ports. */
public final class Capture implements AutoCloseable {

    private static final int ATTEMPTS = 600;

    private final Path file;
    private final int[] ports;
    private final Process process;
    private final BufferedReader packets;
    private final List<String> seen = new ArrayList<>();

    private Capture(Path file, int... ports) throws IOException {
        this.file = file;
        this.ports = ports;
        this.process = new ProcessBuilder(
                        command(List.of("-i", "lo", "-w", file.toString(), "-P", "-l", "-f", filter()), "tcp.srcport"))
                .redirectError(file.resolveSibling("tshark.txt").toFile())
                .start();
        this.packets = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private String filter() {
        return IntStream.of(ports).mapToObj(port -> "tcp port " + port).collect(Collectors.joining(" or "));
    }

    private static List<String> command(List<String> options, String... fields) {
        List<String> command = new ArrayList<>(List.of("tshark", "-n"));
        command.addAll(options);
        command.addAll(List.of("-T", "fields", "-E", "separator=;"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        return command;
    }

    /** Why this machine cannot capture; empty where it can. */
    public static Optional<String> whyNot() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("tshark", "-i", "lo", "-a", "duration:1", "-c", "1")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!probe.waitFor(60, TimeUnit.SECONDS)) {
                probe.destroyForcibly();
                return Optional.of("tshark does not end");
            }
            return probe.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("tshark may not capture on lo, exit code " + probe.exitValue());
        } catch (IOException e) {
            return Optional.of("there is no tshark: " + e.getMessage());
        }
    }

    /** Returns when packets are seen; of the ports, the first is connected to for that. */
    public static Capture start(Path file, int... ports) throws IOException, InterruptedException {
        Capture capture = new Capture(file, ports);
        try {
            capture.awaitSight();
            return capture;
        } catch (IOException | InterruptedException e) {
            capture.close();
            throw e;
        }
    }

    /** Connections, until one of them is seen: then everything later is. */
    private void awaitSight() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = knock();
            process.waitFor(100, TimeUnit.MILLISECONDS);
            while (packets.ready()) {
                seen.add(packets.readLine());
            }
            if (seen.contains(Integer.toString(port))) {
                return;
            }
        }
        throw new IOException("tshark has seen nothing: " + Files.readString(file.resolveSibling("tshark.txt")));
    }

    private int knock() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", ports[0])) {
            return socket.getLocalPort();
        }
    }

    /** Waits until all packets so far are in the file, and ends. */
    public void stop() throws IOException, InterruptedException {
        String last = Integer.toString(knock());
        for (String port; (port = packets.readLine()) != null && !port.equals(last); ) {
            seen.add(port);
        }
        process.toHandle().destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("tshark does not end");
        }
    }

    /** Per packet the given fields, in order; several values of one field are separated by commas. */
    public List<String[]> read(int httpPort, String... fields) throws IOException {
        List<String> options = List.of("-r", file.toString(), "-d", "tcp.port==" + httpPort + ",http", "-2");
        Process reader = new ProcessBuilder(command(options, fields))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.US_ASCII))) {
            return lines.lines().map(line -> line.split(";", -1)).toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
