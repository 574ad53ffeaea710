package dev.wirebench.benchmark.lag;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.benchmark.MeasuredBlock;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.benchmark.TargetServer;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Measures send lag and CPU time of each idle strategy: raw messages over kept connections at several rates, all
 * strategies and rates in turn in every round. Started by {@code benchmarks/send-lag}, which pins this process.
 */
@Command(
        name = "send-lag",
        description = "Measures the send lag and CPU time of each idle strategy.",
        mixinStandardHelpOptions = true)
public final class SendLag implements Callable<Integer> {

    private static final Phases PHASES = new Phases(1, 2);
    private static final int CONNECTIONS = 16;

    @Parameters(index = "0", defaultValue = "5", description = "Rounds to keep (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Parameters(index = "1..*", description = "Messages per second (default: 1000 10000 50000).")
    private List<Integer> rates = List.of(1_000, 10_000, 50_000);

    /** One strategy at one rate. */
    private record LagPoint(IdleStrategy strategy, int ratePerSecond) {}

    /** Result of one block. */
    private record LagResult(double p50Us, double p99Us, double p999Us, double serviceP50Us, double processors) {

        static LagResult of(MeasuredBlock measured) {
            Histogram lag = measured.result().total(Measure.GENERATOR_LAG);
            return new LagResult(
                    lag.getValueAtPercentile(50) / 1e3,
                    lag.getValueAtPercentile(99) / 1e3,
                    lag.getValueAtPercentile(99.9) / 1e3,
                    measured.result().total(Measure.SERVICE).getValueAtPercentile(50) / 1e3,
                    measured.processors());
        }
    }

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    public static void main(String[] args) {
        BenchmarkMain.run(new SendLag(), args);
    }

    @Override
    public Integer call() throws IOException {
        Map<LagPoint, List<LagResult>> results = new LinkedHashMap<>();
        List<String> pinning = CpuPinning.requested().target();
        try (TargetServer server = TargetServer.start(new ChildProcesses(), pinning, List.of())) {
            // The first round is warm-up.
            for (int round = 0; round <= rounds; round++) {
                for (int rate : rates) {
                    for (IdleStrategy strategy : IdleStrategy.values()) {
                        LagResult result = measure(server, strategy, rate, round);
                        if (round > 0) {
                            results.computeIfAbsent(new LagPoint(strategy, rate), point -> new ArrayList<>())
                                    .add(result);
                        }
                    }
                }
            }
        }
        MarkdownTable table = new MarkdownTable(
                "rate/s",
                "strategy",
                "lag p50 us",
                "lag p99 us (lowest to highest)",
                "lag p99.9 us",
                "service p50 us",
                "generator's processors");
        results.forEach((point, rounds) -> table.add(
                Integer.toString(point.ratePerSecond()),
                point.strategy().label(),
                spread(rounds, LagResult::p50Us).median("%.1f"),
                spread(rounds, LagResult::p99Us).text("%.1f"),
                spread(rounds, LagResult::p999Us).median("%.1f"),
                spread(rounds, LagResult::serviceP50Us).median("%.1f"),
                spread(rounds, LagResult::processors).median("%.2f")));
        System.out.print(table);
        return 0;
    }

    private static Spread spread(List<LagResult> rounds, ToDoubleFunction<LagResult> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure));
    }

    private LagResult measure(TargetServer server, IdleStrategy strategy, int rate, int round) {
        Load load = new Load.Open(rate, Load.Arrivals.CONSTANT, CONNECTIONS);
        BlockSpec spec = BlockSpec.builder(server.echo(), Cell.parse("raw-long"), load, PHASES)
                .idleStrategy(strategy)
                .seed(round)
                .build();
        return LagResult.of(MeasuredBlock.measure(generator, spec));
    }
}
