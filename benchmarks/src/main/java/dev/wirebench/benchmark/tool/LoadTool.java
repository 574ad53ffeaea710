package dev.wirebench.benchmark.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Another HTTP load generator: its command line, and a parser of its output. Immutable. */
public sealed interface LoadTool permits Wrk, Hey, ApacheBench, Autocannon, H2load {

    /** @param output directory of the benchmarks' output, where autocannon is installed */
    static List<LoadTool> all(Path output) {
        return List.of(
                new Wrk(),
                new Hey(),
                new ApacheBench(),
                new Autocannon(output.resolve("autocannon/node_modules/autocannon")),
                new H2load());
    }

    String name();

    /** Empty if it is not installed. */
    Optional<String> version();

    /** Whether a number of messages per second can be requested. */
    default boolean supportsRate() {
        return false;
    }

    /** Human-readable description of the load model, for a table. */
    default String loadModel() {
        return "closed loop: no rate";
    }

    /** @throws IllegalArgumentException if the tool does not support the load */
    List<String> command(ToolLoad load);

    /** @param output standard output; what is missing there is missing from the result */
    ToolOutput parse(String output);
}
