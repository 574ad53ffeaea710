package dev.wirebench.benchmark;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Cell;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How late each idle strategy sends, and what it costs: raw messages over kept connections at several rates, all
 * strategies and rates in turn in every round. Run by {@code benchmarks/send-lag}.
 *
 * <p>Arguments: the URL of a raw echo, the number of rounds, and the rates in messages per second.
 */
public final class SendLag {

    private static final Phases PHASES = new Phases(1, 2, null, null);
    private static final int CONNECTIONS = 16;
    private static final double[] PERCENTILES = {50, 99, 99.9};

    /** One strategy at one rate. */
    private record Point(IdleStrategy strategy, int ratePerSecond) {}

    /** What one block of it came to: lags in nanoseconds at {@link #PERCENTILES}, and the generator's processors. */
    private record Figures(double[] lagNs, double serviceP50Ns, double cores) {}

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
    private final Target target;

    private SendLag(Target target) {
        this.target = target;
    }

    public static void main(String[] args) {
        Target target = new Target(null, null, new Target.Raw(URI.create(args[0]), null, null, null));
        int rounds = Integer.parseInt(args[1]);
        int[] rates = Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray();
        new SendLag(target).run(rounds, rates);
    }

    private void run(int rounds, int[] rates) {
        Map<Point, List<Figures>> all = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (int rate : rates) {
                for (IdleStrategy strategy : IdleStrategy.values()) {
                    Figures figures = measure(strategy, rate, round);
                    // The first round is for the compilers.
                    if (round >= 0) {
                        all.computeIfAbsent(new Point(strategy, rate), point -> new ArrayList<>())
                                .add(figures);
                    }
                }
            }
        }
        System.out.println(
                "| rate/s | strategy | lag p50 us | lag p99 us (lowest to highest) | lag p99.9 us | service p50 us"
                        + " | generator's processors |");
        System.out.println("|---|---|---|---|---|---|---|");
        all.forEach(SendLag::print);
    }

    private Figures measure(IdleStrategy strategy, int rate, int round) {
        Load load = new Load.Open(rate, Load.Arrivals.CONSTANT, CONNECTIONS);
        BlockSpec spec = new BlockSpec(
                target,
                Cell.parse("raw-long"),
                load,
                PHASES,
                Plan.DEFAULT_PAYLOAD_BYTES,
                Plan.DEFAULT_WORKERS,
                strategy,
                round);
        OwnBlock own = OwnBlock.measure(generator, spec);
        Histogram lag = own.result().total(Measure.GENERATOR_LAG);
        return new Figures(
                Arrays.stream(PERCENTILES).map(lag::getValueAtPercentile).toArray(),
                own.result().total(Measure.SERVICE).getValueAtPercentile(50),
                own.processors());
    }

    private static void print(Point point, List<Figures> rounds) {
        Spread p99 = Spread.of(rounds, f -> f.lagNs()[1]);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.1f | %.1f (%.1f to %.1f) | %.1f | %.1f | %.2f |%n",
                point.ratePerSecond(),
                point.strategy().label(),
                Spread.of(rounds, f -> f.lagNs()[0]).median() / 1e3,
                p99.median() / 1e3,
                p99.lowest() / 1e3,
                p99.highest() / 1e3,
                Spread.of(rounds, f -> f.lagNs()[2]).median() / 1e3,
                Spread.of(rounds, Figures::serviceP50Ns).median() / 1e3,
                Spread.of(rounds, Figures::cores).median());
    }
}
