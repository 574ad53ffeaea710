package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.process.InstalledPrograms;
import dev.wirebench.benchmark.tool.CClient;
import dev.wirebench.benchmark.tool.LoadTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs to compare that are installed here. Immutable.
 *
 * @param versions by name, including {@link #NGINX} and {@link #C_ECHO}
 * @param missing names of the requested programs that are not installed
 */
record InstalledTools(Map<String, String> versions, List<String> missing) {

    static final String OWN = "own";
    static final String C = "c";
    static final String WRK = "wrk";
    static final String SOCKPERF = "sockperf";

    /** Targets that are separate programs. */
    static final String NGINX = "nginx";

    static final String C_ECHO = "C echo";

    /** Load generators, as in {@code --tools}. */
    static final List<String> NAMES = List.of(OWN, C, WRK, "ab", "h2load", "hey", "autocannon", SOCKPERF);

    InstalledTools {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        missing = List.copyOf(missing);
    }

    /** @param wanted some of {@link #NAMES}, {@link #NGINX} and {@link #C_ECHO} */
    static InstalledTools find(List<String> wanted) throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String name : wanted) {
            version(name).ifPresent(version -> versions.put(name, version));
        }
        return new InstalledTools(
                versions,
                wanted.stream().filter(name -> !versions.containsKey(name)).toList());
    }

    private static Optional<String> version(String name) throws IOException {
        return switch (name) {
            case OWN -> Optional.of("on Java " + Runtime.version());
            case C -> compiled(CClient.program());
            case C_ECHO -> compiled(CEcho.program());
            case SOCKPERF -> Sockperf.version();
            case NGINX -> Nginx.version();
            default -> tool(name).version();
        };
    }

    private static Optional<String> compiled(Path program) {
        return Files.isExecutable(program)
                ? Optional.of("built by gcc"
                        + InstalledPrograms.debian("gcc", "gcc")
                                .map(version -> " " + version)
                                .orElse(""))
                : Optional.empty();
    }

    static LoadTool tool(String name) {
        return LoadTool.all(BenchmarkMain.output()).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean has(String name) {
        return versions.containsKey(name);
    }
}
