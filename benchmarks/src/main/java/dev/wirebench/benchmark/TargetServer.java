package dev.wirebench.benchmark;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.cli.Wirebench;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code wirebench serve} in a process of its own. Confined to one thread. */
public final class TargetServer implements AutoCloseable {

    /** The same heap as the targets of {@code wirebench run}. */
    private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");

    private final Process process;
    private final Map<String, List<URI>> urls;

    private TargetServer(Process process, Map<String, List<URI>> urls) {
        this.process = process;
        this.urls = urls;
    }

    /**
     * Starts a server on free ports and waits until it listens.
     *
     * @param pinning prefix of the command line, such as {@code taskset -c 1}; empty for none
     * @param arguments of {@code wirebench serve}, without ports
     * @throws IOException if it ends before it listens
     */
    public static TargetServer start(ChildProcesses children, List<String> pinning, List<String> arguments)
            throws IOException {
        List<String> serve = new ArrayList<>(List.of("serve"));
        serve.addAll(arguments);
        serve.addAll(List.of("--http-port", "0", "--raw-port", "0", "--listener-port", "0"));
        List<String> command = CpuPinning.join(pinning, ChildProcesses.java(Wirebench.class, JVM_OPTIONS, serve));
        Process process = children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        return new TargetServer(process, awaitUrls(process));
    }

    /** Reads lines such as {@code http       http://127.0.0.1:8080/echo  POST echoes}; the listener's is the last. */
    private static Map<String, List<URI>> awaitUrls(Process process) throws IOException {
        Map<String, List<URI>> urls = new TreeMap<>();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = lines.readLine()) != null; ) {
            String[] words = line.split(" +");
            if (words.length > 1 && words[1].contains("://")) {
                urls.computeIfAbsent(words[0], service -> new ArrayList<>()).add(URI.create(words[1]));
            }
            if (words[0].equals("listener")) {
                return urls;
            }
        }
        throw new IOException("the target ended before it listened");
    }

    /** Echo services of all protocols. */
    public Target echo() {
        return Target.of(Protocol.EMBEDDED.stream()
                .map(protocol -> protocol.at(urls.get(protocol.label()).get(0)))
                .toArray(Service[]::new));
    }

    /** URL that answers a GET with 64 bytes. */
    public URI bytes() {
        return urls.get(Protocol.HTTP.label()).get(1);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        ChildProcesses.end(process);
    }
}
