package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.process.Supervised;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A system that has been started: every address that it serves accepts connections. Safe for concurrent use. */
public final class RunningSystem implements AutoCloseable {

    private static final int BUILD_SECONDS = 300;

    private final SystemFolder system;
    private final SystemLogs logs;
    private final Supervised supervised;
    private final Map<Protocol, URI> addresses;

    private RunningSystem(SystemFolder system, SystemLogs logs, Supervised supervised, Map<Protocol, URI> addresses) {
        this.system = system;
        this.logs = logs;
        this.supervised = supervised;
        this.addresses = Map.copyOf(addresses);
    }

    /**
     * Copies its files into a new working directory, builds it, starts it and waits until it is ready.
     *
     * @param backend what a proxy stands in front of
     * @param connections that the plan needs at once
     * @param folder takes its logs
     * @throws IOException if it does not become ready, with the last lines of its log; nothing is left of it then
     * @throws dev.wirebench.model.text.PlanException if its description has a variable that there is not
     */
    public static RunningSystem start(SystemFolder system, Optional<Endpoints> backend, int connections, Path folder)
            throws IOException {
        Path directory = Files.createTempDirectory("wirebench-" + system.name() + "-");
        SystemLogs logs = new SystemLogs(folder, directory);
        Variables variables = new Variables(system);
        variables.putDirectory(directory);
        variables.putConnections(connections);
        backend.ifPresent(variables::putBackend);
        try {
            // Workers that have given up root's rights look into it, too.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            copy(system, variables, directory);
            build(system, variables, directory, logs);
            return launch(system, variables, directory, logs);
        } catch (IOException | RuntimeException e) {
            logs.removeDirectory();
            throw e;
        }
    }

    private static void copy(SystemFolder system, Variables variables, Path directory) throws IOException {
        for (String name : system.description().files()) {
            Path from = system.folder().resolve(name);
            Path to = directory.resolve(name);
            Files.createDirectories(to.getParent());
            Files.writeString(to, variables.fill(from, Files.readString(from)));
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static void build(SystemFolder system, Variables variables, Path directory, SystemLogs logs)
            throws IOException {
        for (List<String> step : system.description().build()) {
            List<String> command = variables.fill(system.file(), step);
            try (Supervised built = Supervised.step(command, directory, logs.build())) {
                Optional<String> end = built.awaitEnd(BUILD_SECONDS);
                if (!end.equals(Optional.of(Supervised.WELL))) {
                    throw new IOException(system.name() + " could not be built: " + command.get(0) + " "
                            + end.map(how -> "ended with " + how).orElse("had not ended after " + BUILD_SECONDS + " s")
                            + logs.lastLines(logs.build()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static RunningSystem launch(SystemFolder system, Variables variables, Path directory, SystemLogs logs)
            throws IOException {
        Map<Protocol, URI> addresses = new EnumMap<>(Protocol.class);
        for (Map.Entry<String, String> address : system.description().serves().entrySet()) {
            addresses.put(
                    Protocol.of(address.getKey()).orElseThrow(),
                    URI.create(variables.fill(system.file(), address.getValue())));
        }
        List<String> command =
                variables.fill(system.file(), system.description().start());
        Supervised supervised = Supervised.start(command, directory, logs.main());
        try {
            Readiness.await(addresses.values(), supervised);
            return new RunningSystem(system, logs, supervised, addresses);
        } catch (IOException e) {
            logs.keep();
            String lines = logs.lastLines();
            supervised.close();
            throw new IOException(system.name() + " did not become ready: " + e.getMessage() + lines, e);
        }
    }

    public SystemFolder system() {
        return system;
    }

    /** Where it listens, by wire. */
    public Map<Protocol, URI> addresses() {
        return addresses;
    }

    /** All its processes; of a proxy without the embedded targets behind it. */
    public ProcessSet processes() {
        return supervised.processes();
    }

    /** Calls back, with the reason, if it ends before it is closed. */
    public void onLoss(Consumer<String> callback) {
        supervised.onLoss(how -> callback.accept(system.name() + " ended, " + how));
    }

    /** Ends all its processes, keeps its logs and removes its working directory. */
    @Override
    public void close() {
        logs.keep();
        supervised.close();
        logs.removeDirectory();
    }
}
