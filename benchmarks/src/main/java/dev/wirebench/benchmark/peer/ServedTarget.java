package dev.wirebench.benchmark.peer;

import dev.wirebench.harness.Wirebench;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code wirebench serve} in a process of its own. Confined to one thread. */
public final class ServedTarget implements AutoCloseable {

    /** As the targets of {@code wirebench run} and {@code wirebench truth} have it. */
    private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");

    /**
     * From its start to the tool's; so that no run of whole periods of T3 and T4 begins or ends in a stall, which come in
     * the last of every 10 s.
     */
    private static final double WARM_UP_SECONDS = 3;

    private static final int WARM_UP_CONNECTIONS = 32;

    private final Process process;
    private final Map<String, List<URI>> urls;

    private ServedTarget(Process process, Map<String, List<URI>> urls) {
        this.process = process;
        this.urls = urls;
    }

    /** With a plan's script, and warmed up. */
    static ServedTarget start(Children children, Question question) throws IOException {
        ServedTarget target =
                start(children, List.of(), List.of("--script", question.file().toString()));
        target.warmUp(question);
        return target;
    }

    /**
     * Waits until it listens, on free ports.
     *
     * @param pinning a program and its arguments that run the rest of the command line; empty for none
     * @param arguments of {@code wirebench serve}, besides those of its ports
     * @throws IOException if it ends before that
     */
    public static ServedTarget start(Children children, List<String> pinning, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(pinning);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Wirebench.class.getName(), "serve"));
        command.addAll(arguments);
        command.addAll(List.of("--http-port", "0", "--raw-port", "0", "--listener-port", "0"));
        Process process = children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        return new ServedTarget(process, awaitUrls(process));
    }

    /** Its lines are {@code http       http://127.0.0.1:8080/echo  POST echoes} and the like; the listener's is the last. */
    private static Map<String, List<URI>> awaitUrls(Process process) throws IOException {
        Map<String, List<URI>> urls = new TreeMap<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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

    /** A JVM is slow until its compilers are through, which is not to be a tool's fault. */
    private void warmUp(Question question) {
        Load load = new Load.Closed(Math.min(question.load().connections(), WARM_UP_CONNECTIONS));
        CellKey key = new CellKey(Cell.parse("http-long"), load, Instrument.NIO);
        BlockSpec spec =
                BlockSpec.of(question.plan(), echo(), key, question.plan().seed());
        Phases phases = new Phases(0, WARM_UP_SECONDS, question.plan().phases().timeoutSeconds(), null);
        new LoadGenerator(Clock.SYSTEM).run(spec.with(load, phases), LoadGenerator.Observer.NONE);
    }

    /** Its echo services. */
    public Target echo() {
        return new Target(
                new Target.Http(urls.get("http").get(0), null, null, null, null, null),
                new Target.WebSocket(urls.get("websocket").get(0), null, null, null, null, null),
                new Target.Raw(urls.get("raw").get(0), null, null, null));
    }

    /** Answers a GET with as many bytes as Wirebench sends and gets. */
    URI bytes() {
        return urls.get("http").get(1);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
