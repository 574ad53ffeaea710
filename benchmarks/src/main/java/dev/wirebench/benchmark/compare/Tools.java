package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.ApacheBench;
import dev.wirebench.benchmark.peer.Autocannon;
import dev.wirebench.benchmark.peer.H2load;
import dev.wirebench.benchmark.peer.Hey;
import dev.wirebench.benchmark.peer.Installed;
import dev.wirebench.benchmark.peer.Peer;
import dev.wirebench.benchmark.peer.Wrk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that are compared, as far as this machine has them. Immutable.
 *
 * @param versions by name, {@link #NGINX} and {@link #ECHO} among them
 * @param missing the names of those that were asked for and are not here
 */
record Tools(Path folder, Map<String, String> versions, List<String> missing) {

    static final String OWN = "own";
    static final String C = "c";
    static final String WRK = "wrk";
    static final String SOCKPERF = "sockperf";

    /** The targets that are programs of their own. */
    static final String NGINX = "nginx";

    static final String ECHO = "C echo";

    /** The load generators, as {@code --tools} names them. */
    static final List<String> NAMES = List.of(OWN, C, WRK, "ab", "h2load", "hey", "autocannon", SOCKPERF);

    Tools {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        missing = List.copyOf(missing);
    }

    /**
     * Looks for programs.
     *
     * @param folder {@code benchmarks/target}
     * @param wanted some of {@link #NAMES}, {@link #NGINX} and {@link #ECHO}
     */
    static Tools find(Path folder, List<String> wanted) throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String name : wanted) {
            version(folder, name).ifPresent(version -> versions.put(name, version));
        }
        return new Tools(
                folder,
                versions,
                wanted.stream().filter(name -> !versions.containsKey(name)).toList());
    }

    private static Optional<String> version(Path folder, String name) throws IOException {
        return switch (name) {
            case OWN -> Optional.of("on Java " + Runtime.version());
            case C -> built(client(folder));
            case ECHO -> built(echo(folder));
            case SOCKPERF -> Sockperf.version();
            case NGINX -> Nginx.version();
            default -> peer(folder, name).version();
        };
    }

    private static Optional<String> built(Path program) {
        return Files.isExecutable(program)
                ? Optional.of("built by gcc"
                        + Installed.debian("gcc", "gcc")
                                .map(version -> " " + version)
                                .orElse(""))
                : Optional.empty();
    }

    private static Peer peer(Path folder, String name) {
        return List.of(
                        new Wrk(),
                        new ApacheBench(),
                        new H2load(),
                        new Hey(),
                        new Autocannon(folder.resolve("autocannon/node_modules/autocannon")))
                .stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Path client(Path folder) {
        return folder.resolve("c/client");
    }

    private static Path echo(Path folder) {
        return folder.resolve("c/echo");
    }

    boolean has(String name) {
        return versions.containsKey(name);
    }

    Peer peer(String name) {
        return peer(folder, name);
    }

    Path client() {
        return client(folder);
    }

    Path echo() {
        return echo(folder);
    }
}
