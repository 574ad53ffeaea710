package dev.wirebench.benchmark.tool;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.service.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command line of the C client of {@code benchmarks/c}, which prints one line of JSON: a {@link TrialResult}. */
public final class CClient {

    private CClient() {}

    public static Path program() {
        return BenchmarkMain.output().resolve("c/client");
    }

    /** A closed loop, unless {@code flags} say otherwise. */
    public static List<String> command(
            Target target, Cell cell, int connections, int payloadBytes, long seconds, String... flags) {
        URI url = target.service(cell.protocol()).url();
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(List.of("--wire", cell.protocol().label(), "--lifetime", cell.isLong() ? "long" : "short"));
        command.addAll(List.of("--address", url.getHost(), "--port", Integer.toString(url.getPort())));
        if (!url.getPath().isEmpty()) {
            command.addAll(List.of("--path", url.getPath()));
        }
        command.addAll(List.of("--connections", Integer.toString(connections)));
        command.addAll(List.of("--payload", Integer.toString(payloadBytes), "--seconds", Long.toString(seconds)));
        command.addAll(List.of(flags));
        return command;
    }
}
