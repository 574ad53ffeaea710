package dev.wirebench.benchmark.syscall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Cell cell = load.cell();
        URI url = target.url(cell.protocol());
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--wire",
                cell.protocol().label(),
                "--lifetime",
                cell.isShort() ? "short" : "long",
                "--port",
                Integer.toString(url.getPort()),
                "--connections",
                Integer.toString(load.connections()),
                "--payload",
                Integer.toString(ClosedLoad.PAYLOAD_BYTES),
                "--seconds",
                Integer.toString(load.seconds())));
        if (!url.getPath().isEmpty()) {
            command.addAll(List.of("--path", url.getPath()));
        }
        String printed = Strace.run(command, output);
        return new Traced(answered(printed), Strace.counted(output));
    }

    static long answered(String printed) throws IOException {
        JsonNode line = new ObjectMapper().readTree(printed);
        JsonNode answered = line.path("answered");
        if (!answered.isIntegralNumber() || line.path("failed").asLong(-1) != 0) {
            throw new IOException(
                    "the bare C client is to print \"answered\", and \"failed\" 0; it printed: " + printed);
        }
        return answered.longValue();
    }
}
