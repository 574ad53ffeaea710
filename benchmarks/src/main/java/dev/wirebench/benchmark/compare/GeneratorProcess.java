package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
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

/** Process of {@link GeneratorMain}, started by its first job and kept, so that it stays warm. Confined to one thread. */
final class GeneratorProcess implements AutoCloseable {

    /** Fraction of the measurement: time for the connections to open. */
    private static final double WARM_UP = 0.1;

    /** The same for a cell that is new to the process, so that its code is compiled; that round is discarded. */
    private static final double COLD_WARM_UP = 1.5;

    private final TrialContext context;
    private Process process;
    private BufferedWriter jobs;
    private BufferedReader answers;
    private final Set<Cell> known = new HashSet<>();
    private long seed;

    GeneratorProcess(TrialContext context) {
        this.context = context;
    }

    LoadClient client(Cell cell, Load load, IdleStrategy strategy) {
        return (target, output) -> {
            if (process == null || !process.isAlive()) {
                start();
            }
            double warmUp = known.add(cell) ? COLD_WARM_UP : WARM_UP;
            Phases phases = new Phases(warmUp * context.seconds(), context.seconds());
            String line = GeneratorMain.toLine(BlockSpec.builder(target, cell, load, phases)
                    .payloadBytes(TrialContext.PAYLOAD_BYTES)
                    .idleStrategy(strategy)
                    .seed(seed++)
                    .build());
            String answer = ask(line);
            Files.writeString(Path.of(output + ".out"), line + "\n" + answer + "\n");
            if (answer.startsWith(GeneratorMain.FAILED)) {
                throw new IOException(answer.substring(GeneratorMain.FAILED.length()));
            }
            return TrialResult.parse(answer);
        };
    }

    private String ask(String line) throws IOException, InterruptedException {
        jobs.write(line);
        jobs.newLine();
        jobs.flush();
        try {
            String answer = CompletableFuture.supplyAsync(this::readLine)
                    .get(context.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IOException("the generator's process ended with exit code " + process.waitFor());
            }
            return answer;
        } catch (TimeoutException e) {
            close();
            throw new IOException("timed out and was killed", e);
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
        List<String> command = ChildProcesses.java(GeneratorMain.class, List.of(), List.of());
        process = context.children()
                .start(new ProcessBuilder(CpuPinning.join(context.pinning().generator(), command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        jobs = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (process != null) {
            ChildProcesses.end(process);
        }
    }
}
