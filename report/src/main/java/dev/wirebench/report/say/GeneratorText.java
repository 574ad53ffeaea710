package dev.wirebench.report.say;

import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of the NIO generator itself: how it waits, what that costs, and what it can do at most. */
public final class GeneratorText {

    /** The first that names the idle strategy. */
    private static final int FORMAT_WITH_STRATEGY = 2;

    private final Run run;
    private final Units units;

    private GeneratorText(Run run, Units units) {
        this.run = run;
        this.units = units;
    }

    /** In a few words each: how it waits, and what it can do at most; without what is not known. */
    public static List<String> lines(Run run, Units units) {
        GeneratorText text = new GeneratorText(run, units);
        return Stream.of(text.shortStrategy(), text.shortCalibration())
                .flatMap(Optional::stream)
                .toList();
    }

    public static List<String> sentences(Run run, Units units) {
        GeneratorText text = new GeneratorText(run, units);
        List<String> sentences = new ArrayList<>();
        text.strategy().ifPresent(sentences::add);
        text.calibration().ifPresent(sentences::add);
        for (Matrix matrix : run.matrices()) {
            text.reached(matrix).ifPresent(sentences::add);
        }
        text.steady().ifPresent(sentences::add);
        return sentences;
    }

    /** What share of the calibrated rate each cell reached; empty where that is not known of any. */
    public static Optional<String> shares(Matrix matrix, Units units) {
        List<String> shares = matrix.cells().values().stream()
                .filter(series -> series.value(Scalar.CALIBRATED_SHARE).isPresent())
                .map(series -> series.record().cell().name() + " " + series.text(Scalar.CALIBRATED_SHARE, units))
                .toList();
        return shares.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", shares));
    }

    private boolean isStrategyKnown() {
        return run.record().format() >= FORMAT_WITH_STRATEGY
                && run.series().stream().anyMatch(series -> series.record().instrument() == Instrument.NIO);
    }

    private Optional<String> shortStrategy() {
        String label = run.record().plan().idleStrategy().label();
        return isStrategyKnown()
                ? Optional.of(cores().isEmpty() ? label : label + ", up to " + Sentences.list(cores()))
                : Optional.empty();
    }

    private Optional<String> strategy() {
        if (!isStrategyKnown()) {
            return Optional.empty();
        }
        Plan plan = run.record().plan();
        String workers = plan.workers() == 1 ? "Its worker waits" : "Its " + plan.workers() + " workers wait";
        String cost = cores().isEmpty() ? "" : " With that the generator used up to " + Sentences.list(cores()) + ".";
        return Optional.of(workers + " for the next message by the strategy \""
                + plan.idleStrategy().label() + "\": " + description(plan.idleStrategy()) + "." + cost);
    }

    private static String description(IdleStrategy strategy) {
        return switch (strategy) {
            case SPIN -> "it never sleeps";
            case HYBRID -> "it sleeps until shortly before a send, then spins";
            case SLEEP -> "it sleeps until a send is due or an answer is there";
        };
    }

    /** Under each rate, of the cell that took most; without a rate there is no waiting to choose. */
    private List<String> cores() {
        List<String> cores = new ArrayList<>();
        for (Matrix matrix : run.matrices()) {
            DoubleSummaryStatistics used = matrix.cells().values().stream()
                    .flatMapToDouble(series -> series.value(Scalar.GENERATOR_CORES).stream())
                    .summaryStatistics();
            if (matrix.isOpen() && matrix.instrument() == Instrument.NIO && used.getCount() > 0) {
                cores.add(units.cores(used.getMax()) + " under " + matrix.load().label());
            }
        }
        return cores;
    }

    private Optional<String> shortCalibration() {
        return Optional.ofNullable(run.record().calibration())
                .map(c -> "null exchange p50 " + units.time(c.medianRoundTripNs()) + ", least "
                        + units.time(c.lowestRoundTripNs()) + "; at most " + units.perSecond(c.ratePerSecond())
                        + " over " + Units.connections(c.connections()) + ", "
                        + units.time(c.generatorCpuNsPerMessage())
                        + " CPU each");
    }

    private Optional<String> calibration() {
        return Optional.ofNullable(run.record().calibration())
                .map(c -> "Against an echo on the same machine that does nothing else, it exchanged a raw message in "
                        + units.time(c.medianRoundTripNs()) + " at the median and in "
                        + units.time(c.lowestRoundTripNs()) + " at the least, and at most "
                        + units.perSecond(c.ratePerSecond()) + " over " + Units.connections(c.connections())
                        + ", for "
                        + units.time(c.generatorCpuNsPerMessage()) + " of its processor time each.");
    }

    private Optional<String> reached(Matrix matrix) {
        return shares(matrix, units)
                .map(shares -> "Of that rate the cells under " + matrix.load().label() + " reached: " + shares + ".");
    }

    /** Cells that never became steady are among the {@link Caveats}. */
    private Optional<String> steady() {
        RunRecord record = run.record();
        if (record.settling().isEmpty() || !record.settling().stream().allMatch(WarmUpResult::steady)) {
            return Optional.empty();
        }
        DoubleSummaryStatistics seconds =
                record.settling().stream().mapToDouble(WarmUpResult::seconds).summaryStatistics();
        String shortest = units.time(seconds.getMin() * 1e9);
        String longest = units.time(seconds.getMax() * 1e9);
        return Optional.of("Every cell was steady before it was measured, after a rehearsal of "
                + (shortest.equals(longest) ? longest : shortest + " to " + longest) + ".");
    }
}
