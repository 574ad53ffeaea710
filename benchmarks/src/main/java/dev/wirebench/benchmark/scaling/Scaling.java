package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.MeasuredBlock;
import dev.wirebench.benchmark.TargetServer;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuAffinity;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the generator's cost per message by connections, payload and workers: closed loops, all points in turn in every
 * round. Started by {@code benchmarks/scaling}, which pins this process.
 */
@Command(
        name = "scaling",
        description = "Measures the generator's cost per message, by connections, payload and workers.",
        mixinStandardHelpOptions = true)
public final class Scaling implements Callable<Integer> {

    /** On a busy machine that answers 2,000/s, 4,096 messages in flight take two seconds. */
    private static final double TIMEOUT_SECONDS = 10;

    private static final Phases PHASES = new Phases(0.5, 1.5, TIMEOUT_SECONDS);
    private static final Phases SHORT_PHASES = new Phases(0.2, 0.4, TIMEOUT_SECONDS);
    private static final int ROUNDS = 5;
    private static final int SHORT_ROUNDS = 2;

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to keep, after a discarded one.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--short", description = "Short blocks and few rounds: a quick look, not to be quoted.")
    private boolean isShort;

    /** Processors on which pinned processes run to compare workers; empty if nothing is pinned. */
    @Option(names = "--all-processors", hidden = true)
    private Optional<String> allProcessors = Optional.empty();

    public static void main(String[] args) {
        BenchmarkMain.run(new Scaling(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int count = rounds.orElse(isShort ? SHORT_ROUNDS : ROUNDS);
        if (count < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, was " + count);
        }
        Instant startedAt = Instant.now();
        ScalingResults results = new ScalingResults();
        List<String> pinning = CpuPinning.requested().target();
        try (TargetServer server = TargetServer.start(new ChildProcesses(), pinning, List.of())) {
            for (int round = 0; round <= count; round++) {
                for (ScalingPoint point : Axis.points()) {
                    System.err.printf("\r%-100s", "round " + round + " of " + count + ": " + point);
                    PointResult result = measure(server, point, round);
                    // The first round is warm-up.
                    if (round > 0) {
                        results.add(point, result);
                    }
                }
            }
        }
        System.err.println();
        String data = ScalingData.of(results, startedAt, conditions(count));
        Files.writeString(BenchmarkMain.output().resolve("scaling.json"), data);
        Files.writeString(BenchmarkMain.output().resolve("scaling.html"), ScalingPage.of(data));
        System.out.print(ScalingTable.of(results) + "\n" + conditions(count) + "\n");
        return 0;
    }

    private String conditions(int count) {
        return String.format(
                Locale.ROOT,
                "%s of %.1f s a point after %.1f s of warm-up, JDK %s, %s.%s",
                count == 1 ? "One round" : count + " rounds",
                phases().measurementSeconds(),
                phases().warmUpSeconds(),
                Runtime.version(),
                allProcessors.isPresent()
                        ? "target and generator pinned to a processor each, except to compare workers"
                        : "nothing pinned",
                isShort ? " A quick look, not to be quoted." : "");
    }

    private Phases phases() {
        return isShort ? SHORT_PHASES : PHASES;
    }

    private PointResult measure(TargetServer server, ScalingPoint point, int round)
            throws IOException, InterruptedException {
        boolean isMoved = allProcessors.isPresent() && !point.isPinned();
        if (isMoved) {
            pin(server, allProcessors.get(), allProcessors.get());
        }
        PointResult result = PointResult.of(MeasuredBlock.measure(
                generator,
                BlockSpec.builder(server.echo(), point.cell(), new Load.Closed(point.connections()), phases())
                        .payloadBytes(point.payloadBytes())
                        .workers(point.workers())
                        .seed(round)
                        .build()));
        if (isMoved) {
            pin(server, "0", "1");
        }
        return result;
    }

    private static void pin(TargetServer server, String generatorTo, String targetTo)
            throws IOException, InterruptedException {
        CpuAffinity.set(ProcessHandle.current().pid(), generatorTo);
        CpuAffinity.set(server.pid(), targetTo);
    }
}
