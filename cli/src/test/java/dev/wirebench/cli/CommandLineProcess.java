package dev.wirebench.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code wirebench} in a process of its own, as a user runs it. */
public final class CommandLineProcess implements AutoCloseable {

    /** So that a JVM that lives for seconds does not compile for most of them. */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    static final List<String> BRIEF = List.of("-Dwirebench.briefWarmUp=true");

    private final Process process;
    private final BufferedReader out;

    private CommandLineProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static CommandLineProcess start(Path directory, String... arguments) throws IOException {
        return start(List.of(), directory, arguments);
    }

    /** Without the search for a steady state, for tests of something else. */
    static CommandLineProcess startBriefly(Path directory, String... arguments) throws IOException {
        return start(List.of(), BRIEF, directory, arguments);
    }

    /** @param launcher what runs the command, such as {@code taskset -c 0}; it must become the command itself */
    static CommandLineProcess start(List<String> launcher, Path directory, String... arguments) throws IOException {
        return start(launcher, List.of(), directory, arguments);
    }

    static CommandLineProcess start(List<String> launcher, List<String> options, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Wirebench.class.getName()));
        command.addAll(List.of(arguments));
        return new CommandLineProcess(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** With folders of classes for the build's own jars, as under {@code mvn gatling:test}: to load a class takes a file. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> entry.replaceFirst("/target/wirebench-[^/]+\\.jar$", "/target/classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads lines up to and with the first that contains the text. */
    String awaitLine(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line; (line = out.readLine()) != null; ) {
            if (line.contains(text)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("ended without '" + text + "': " + seen);
    }

    /** Everything it still prints until it ends. */
    List<String> remainingLines() {
        try {
            List<String> lines = new ArrayList<>();
            for (String line; (line = out.readLine()) != null; ) {
                lines.add(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it has not ended for a minute");
        }
        return process.exitValue();
    }

    /** SIGTERM, after which its output can still be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
