package dev.wirebench.report.say;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.service.Target;
import dev.wirebench.report.read.CrossCheck;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run's numbers do not say, and why, in plain sentences. */
public final class Caveats {

    /** The number of processors that the generator, and on loopback the target, had. */
    static final String CPUS = "cpu.count";

    private Caveats() {}

    public static List<String> of(Run run, Units units) {
        if (run.series().isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        if (!run.record().verdict().isValid()) {
            sentences.add("The run is " + run.record().verdict().validity()
                    + ": its numbers are shown, but nothing should be concluded from them.");
        }
        if (!run.missing().isEmpty()) {
            sentences.add("Not measured, although planned: " + Sentences.list(run.missing()) + ".");
        }
        run.series().forEach(series -> sentences.addAll(series.contradictions()));
        run.series().forEach(series -> Sentences.reopened(series, units).ifPresent(sentences::add));
        run.series().forEach(series -> unasked(series, units).ifPresent(sentences::add));
        place(run, sentences);
        noise(run, units).ifPresent(sentences::add);
        unanswered(run, units).ifPresent(sentences::add);
        Optional.ofNullable(run.record().environment().get(RunRecord.BRIEF_WARM_UP))
                .ifPresent(time -> sentences.add("Each cell was warmed up for " + time
                        + ", and not until it was steady: compilation may still be in the numbers."));
        unsteady(run, false, units)
                .ifPresent(cells -> sentences.add("Never became steady while warming up: " + cells
                        + ". What warming up costs may still be in the numbers."));
        unsteady(run, true, units)
                .ifPresent(
                        cells -> sentences.add("Answered too seldom while warming up, or no longer, to tell whether it"
                                + " was warm: " + cells + "."));
        sentences.addAll(TargetEvents.of(run, units));
        sentences.addAll(SetAside.of(run, units));
        NotChecked.sentence(run).ifPresent(sentences::add);
        sentences.addAll(LatenessCaveats.of(run, units));
        upperBounds(run, units).ifPresent(sentences::add);
        generator(run, units).ifPresent(sentences::add);
        CrossCheck.sentence(run, units).ifPresent(sentences::add);
        if (run.matrices().stream().anyMatch(matrix -> !matrix.isOpen())) {
            sentences.add("Under a closed load a slow answer delays the next message of its connection: throughput is"
                    + " what such a load measures, and its percentiles do not compare with those under a rate.");
        }
        sentences.add("They hold for " + payload(run.record().plan())
                + " over plain TCP, without TLS; bytes are what was handed to TCP, without TCP's and IP's headers.");
        return sentences;
    }

    private static Optional<String> unasked(Series series, Units units) {
        long unasked = series.record().events().unasked();
        return unasked <= 0
                ? Optional.empty()
                : Optional.of(Sentences.name(series) + ": " + units.count(unasked)
                        + (unasked == 1 ? " message" : " messages")
                        + " came that nobody had asked for; they answer nothing and are in no figure but the bytes.");
    }

    private static String payload(Plan plan) {
        boolean ownBody = plan.target() != null
                && plan.target().services().values().stream().anyMatch(service -> service.body() != null);
        return ownBody ? "the plan's own messages" : "messages of " + Units.PLAIN.bytes(plan.payloadBytes());
    }

    private static void place(Run run, List<String> sentences) {
        List<String> remote = hosts(run.record().plan().target());
        if (remote.isEmpty()) {
            String cpus = run.record().environment().get(CPUS);
            sentences.add("Generator and target ran on one machine and shared "
                    + (cpus == null ? "its processors" : "its " + cpus + " processors")
                    + "; messages went over loopback, so there is no network delay or loss in any figure.");
            AddressRange sources = run.record().sources();
            if (sources != null && !sources.text().equals("127.0.0.1")) {
                sentences.add("Connections came from " + sources.text() + ".");
            }
        } else {
            sentences.add("Load went to " + Sentences.list(remote) + ": times include the network on the way there.");
        }
    }

    /** Loopback is spelt as the plan allows it. */
    private static List<String> hosts(Target target) {
        if (target == null) {
            return List.of();
        }
        return List.copyOf(target.hostsElsewhere());
    }

    /** How far apart the medians of a series' blocks lie is the least by which two cells must differ to mean it. */
    private static Optional<String> noise(Run run, Units units) {
        return run.series().stream()
                .filter(series -> series.blockMedians().size() > 1)
                .max(Comparator.comparingDouble(Caveats::spread))
                .map(series -> "Between the blocks of one and the same cell the median differed by up to "
                        + units.percent(spread(series)) + " (" + Sentences.name(series)
                        + "): a difference between cells that is not clearly larger may be noise.")
                .or(() -> Optional.of("Each cell was measured in one block, so nothing shows how far a repetition would"
                        + " differ."));
    }

    private static double spread(Series series) {
        long low = series.blockMedians().stream()
                .mapToLong(Quantile::lowerNs)
                .min()
                .orElse(0);
        long high = series.blockMedians().stream()
                .mapToLong(Quantile::lowerNs)
                .max()
                .orElse(0);
        return low == 0 ? 0 : (double) (high - low) / low;
    }

    private static Optional<String> unanswered(Run run, Units units) {
        Counts all = run.series().stream().map(Series::counts).reduce(Counts.NONE, Counts::plus);
        return all.answered() == all.intended()
                ? Optional.empty()
                : Optional.of(
                        Sentences.unanswered(all, units) + ". They stay in the distributions with the age at which"
                                + " they were given up; a percentile that falls among them is a lower bound and prints as "
                                + units.atLeast().strip() + ".");
    }

    private static Optional<String> upperBounds(Run run, Units units) {
        List<String> names = new ArrayList<>();
        for (Metric metric : Metric.shown()) {
            long count = run.series().stream()
                    .filter(series -> metric instanceof Percentile percentile
                            && series.guarded(percentile).isPresent())
                    .count();
            if (count > 0) {
                names.add(metric.title() + " of " + count + " series");
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The generator itself was so late now and then, at sending or at reading, that it may have"
                                + " made " + Sentences.list(names) + ": these are upper bounds and print as "
                                + units.atMost().strip() + ".");
    }

    private static Optional<String> generator(Run run, Units units) {
        List<String> limited = run.series().stream()
                .filter(Series::isGeneratorTheLimit)
                .map(series -> series.record().cell().name() + " under "
                        + series.record().load().label())
                .toList();
        return limited.isEmpty()
                ? Optional.empty()
                : Optional.of("The generator itself was the limit in " + Sentences.list(limited)
                        + ": its busiest worker had something to do for at least " + units.percent(Series.BUSY_LIMIT)
                        + " of the time, so the target may be able to do more, and the throughput is a lower bound and"
                        + " prints as " + units.atLeast().strip() + ".");
    }

    private static Optional<String> unsteady(Run run, boolean hadTooFewAnswers, Units units) {
        List<String> cells = run.record().settling().stream()
                .filter(settling -> !settling.steady() && settling.tooFewAnswers() == hadTooFewAnswers)
                .map(settling -> settling.cell().name() + " (" + units.time(settling.seconds() * 1e9) + ")")
                .toList();
        return cells.isEmpty() ? Optional.empty() : Optional.of(Sentences.list(cells));
    }
}
