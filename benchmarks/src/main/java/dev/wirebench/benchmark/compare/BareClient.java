package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.BareCommand;
import dev.wirebench.model.Cell;
import java.nio.file.Path;
import java.util.List;

/** The bare epoll client in C, which says itself what it has spent. Immutable. */
record BareClient(Bench bench, Path program) {

    Client with(Cell cell, int connections, String... flags) {
        return (target, printed) -> {
            List<String> command = BareCommand.of(program, target, cell, connections);
            command.addAll(List.of("--payload", Integer.toString(Bench.PAYLOAD_BYTES)));
            command.addAll(List.of("--seconds", Long.toString(bench.seconds())));
            command.addAll(List.of(flags));
            return Figures.parse(bench.generate(command, printed).execution().out());
        };
    }
}
