package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.Cell;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of {@link OwnGenerator}, started with its first job and kept, so that it stays warm. Confined to one thread. */
final class OwnProcess implements AutoCloseable {

    /** Of a block's measurement: for the connections to be there. */
    private static final double WARM_UP = 0.1;

    /** The same where the process has not measured such a cell yet, for its compilers; and that round is discarded. */
    private static final double COLD_WARM_UP = 1.5;

    private final Bench bench;
    private Process process;
    private BufferedWriter jobs;
    private BufferedReader answers;
    private final Set<Cell> known = new HashSet<>();
    private long seed;

    OwnProcess(Bench bench) {
        this.bench = bench;
    }

    Client client(Cell cell, Load load, IdleStrategy strategy) {
        return (target, printed) -> {
            if (process == null || !process.isAlive()) {
                start();
            }
            double warmUp = known.add(cell) ? COLD_WARM_UP : WARM_UP;
            Phases phases = new Phases(warmUp * bench.seconds(), bench.seconds(), null, null);
            String line = OwnGenerator.toLine(new BlockSpec(
                    target, cell, load, phases, Bench.PAYLOAD_BYTES, Plan.DEFAULT_WORKERS, strategy, seed++));
            String answer = ask(line);
            Files.writeString(Path.of(printed + ".out"), line + "\n" + answer + "\n");
            if (answer.startsWith(OwnGenerator.FAILED)) {
                throw new IOException(answer.substring(OwnGenerator.FAILED.length()));
            }
            return Figures.parse(answer);
        };
    }

    private String ask(String line) throws IOException, InterruptedException {
        jobs.write(line);
        jobs.newLine();
        jobs.flush();
        try {
            String answer = CompletableFuture.supplyAsync(this::readLine)
                    .get(bench.limit().toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IOException("the generator's process ended, exit code " + process.waitFor());
            }
            return answer;
        } catch (TimeoutException e) {
            close();
            throw new IOException("did not end and was killed", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private String readLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        known.clear();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OwnGenerator.class.getName());
        process = bench.children()
                .start(new ProcessBuilder(Pinning.join(bench.pinning().generator(), command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        jobs = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (process != null) {
            Children.end(process);
        }
    }
}
