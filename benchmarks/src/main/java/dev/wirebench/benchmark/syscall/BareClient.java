package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.BareCommand;
import dev.wirebench.benchmark.compare.Figures;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The bare C client of {@code benchmarks/c}. Immutable.
 *
 * @param program built by {@code benchmarks/c/build}
 */
public record BareClient(Path program) implements Contender {

    @Override
    public String name() {
        return "bare C";
    }

    @Override
    public String missing() {
        return Files.isExecutable(program) ? "" : "the bare C client is not built (benchmarks/c/build, needs gcc)";
    }

    @Override
    public boolean knows(Cell cell) {
        return cell.isShort() || cell.isLong();
    }

    @Override
    public Traced trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
        List<String> command = BareCommand.of(program, target, load.cell(), load.connections());
        command.addAll(List.of("--payload", Integer.toString(ClosedLoad.PAYLOAD_BYTES)));
        command.addAll(List.of("--seconds", Integer.toString(load.seconds())));
        Figures figures = Figures.parse(Strace.run(command, output));
        if (figures.failed() > 0) {
            throw new IOException("the bare C client: " + figures.failed() + " messages failed");
        }
        return new Traced(figures.answered(), Strace.counted(output));
    }
}
