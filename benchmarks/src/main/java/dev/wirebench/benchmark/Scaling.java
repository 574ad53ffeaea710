package dev.wirebench.benchmark;

import dev.wirebench.benchmark.scaling.Affinity;
import dev.wirebench.benchmark.scaling.Axis;
import dev.wirebench.benchmark.scaling.Figures;
import dev.wirebench.benchmark.scaling.Point;
import dev.wirebench.benchmark.scaling.Results;
import dev.wirebench.benchmark.scaling.ScalingData;
import dev.wirebench.benchmark.scaling.ScalingPage;
import dev.wirebench.benchmark.scaling.ScalingTable;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a message costs the generator, by the number of connections, the payload and the workers: all points in turn in
 * every round, as fast as answers come. Run by {@code benchmarks/scaling}.
 */
@Command(
        name = "scaling",
        description = "Measures what a message costs the generator, by connections, payload and workers.",
        mixinStandardHelpOptions = true)
public final class Scaling implements Callable<Integer> {

    /** 4,096 messages in flight take two seconds where a busy machine answers 2,000 in each. */
    private static final double TIMEOUT_SECONDS = 10;

    private static final Phases PHASES = new Phases(0.5, 1.5, TIMEOUT_SECONDS, null);
    private static final Phases SHORT_PHASES = new Phases(0.2, 0.4, TIMEOUT_SECONDS, null);
    private static final int ROUNDS = 5;
    private static final int SHORT_ROUNDS = 2;

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    @Option(names = "--rounds", paramLabel = "N", description = "One more is measured first and discarded.")
    private Integer rounds;

    @Option(names = "--short", description = "Short blocks and few rounds: a quick look, no figures to quote.")
    private boolean isShort;

    @Option(names = "--http", required = true, hidden = true)
    private URI http;

    @Option(names = "--websocket", required = true, hidden = true)
    private URI websocket;

    @Option(names = "--raw", required = true, hidden = true)
    private URI raw;

    @Option(names = "--target-pid", required = true, hidden = true)
    private long targetPid;

    /** What pinned processes are moved to where workers are compared; null where nothing is pinned. */
    @Option(names = "--all-processors", hidden = true)
    private String allProcessors;

    @Option(names = "--out", required = true, hidden = true)
    private Path out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Scaling())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("scaling: " + (e instanceof RuntimeException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int measured = rounds != null ? rounds : isShort ? SHORT_ROUNDS : ROUNDS;
        if (measured < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, was " + measured);
        }
        Instant startedAt = Instant.now();
        Results results = new Results();
        for (int round = 0; round <= measured; round++) {
            for (Point point : Axis.points()) {
                System.err.printf("\r%-100s", "round " + round + " of " + measured + ": " + point);
                Figures figures = measure(point, round);
                // The first round is for the compilers.
                if (round > 0) {
                    results.add(point, figures);
                }
            }
        }
        System.err.println();
        String data = ScalingData.of(results, startedAt, conditions(measured));
        Files.writeString(out.resolve("scaling.json"), data);
        Files.writeString(out.resolve("scaling.html"), ScalingPage.of(data));
        System.out.print(new ScalingTable(results).toMarkdown() + "\n" + conditions(measured) + "\n");
        return 0;
    }

    private String conditions(int measured) {
        Phases phases = phases();
        return String.format(
                Locale.ROOT,
                "%s of %.1f s a point after %.1f s of warm-up, JDK %s, %s.%s",
                measured == 1 ? "One round" : measured + " rounds",
                phases.measurementSeconds(),
                phases.warmUpSeconds(),
                Runtime.version(),
                allProcessors == null
                        ? "nothing pinned"
                        : "target and generator pinned to a processor each, except to compare workers",
                isShort ? " A quick look, not to be quoted." : "");
    }

    private Phases phases() {
        return isShort ? SHORT_PHASES : PHASES;
    }

    private Figures measure(Point point, int round) throws IOException, InterruptedException {
        boolean isMoved = allProcessors != null && !point.isPinned();
        if (isMoved) {
            pin(allProcessors, allProcessors);
        }
        Target target = new Target(
                new Target.Http(http, null, null, null, null, null),
                new Target.WebSocket(websocket, null, null, null, null, null),
                new Target.Raw(raw, null, null, null));
        Figures figures = Figures.of(OwnBlock.measure(
                generator,
                new BlockSpec(
                        target,
                        point.cell(),
                        new Load.Closed(point.connections()),
                        phases(),
                        point.payloadBytes(),
                        point.workers(),
                        Plan.DEFAULT_IDLE_STRATEGY,
                        round)));
        if (isMoved) {
            pin("0", "1");
        }
        return figures;
    }

    private void pin(String generatorTo, String targetTo) throws IOException, InterruptedException {
        Affinity.set(ProcessHandle.current().pid(), generatorTo);
        Affinity.set(targetPid, targetTo);
    }
}
