package dev.wirebench.benchmark;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the bare C client of {@code benchmarks/c} is asked for a closed load; it prints a line of JSON. */
public final class BareCommand {

    private BareCommand() {}

    /** @param program built by {@code benchmarks/c/build} */
    public static List<String> of(Path program, Target target, Cell cell, int connections) {
        URI url = target.url(cell.protocol());
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of("--wire", cell.protocol().label(), "--lifetime", cell.isLong() ? "long" : "short"));
        command.addAll(List.of("--address", url.getHost(), "--port", Integer.toString(url.getPort())));
        if (!url.getPath().isEmpty()) {
            command.addAll(List.of("--path", url.getPath()));
        }
        command.addAll(List.of("--connections", Integer.toString(connections)));
        return command;
    }
}
