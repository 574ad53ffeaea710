package dev.wirebench.report.say;

import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How late messages were sent, and how much of it is the instrument's own, in plain sentences. */
final class LatenessCaveats {

    private LatenessCaveats() {}

    static List<String> of(Run run, Units units) {
        List<String> sentences = new ArrayList<>();
        own(run, units).ifPresent(sentences::add);
        queued(run, units).ifPresent(sentences::add);
        return sentences;
    }

    private static Optional<String> own(Run run, Units units) {
        List<String> worst = new ArrayList<>();
        for (Instrument instrument : Instrument.values()) {
            run.series().stream()
                    .filter(series -> series.record().instrument() == instrument)
                    .filter(series -> series.value(metric(series)).isPresent())
                    .max(Comparator.comparingDouble(
                            series -> series.value(metric(series)).getAsDouble()))
                    .ifPresent(series -> worst.add(text(series, units)));
        }
        return worst.isEmpty()
                ? Optional.empty()
                : Optional.of("The instrument itself sent late by up to " + String.join(" and by up to ", worst)
                        + "; that is in the response times, not in the service times.");
    }

    /** Where the generator's own part was not taken, lateness has waiting for a connection in it. */
    private static Percentile metric(Series series) {
        return series.at(Percentile.GENERATOR_LAG_P99).isPresent()
                ? Percentile.GENERATOR_LAG_P99
                : Percentile.SEND_LAG_P99;
    }

    private static String text(Series series, Units units) {
        boolean isWaitIncluded = metric(series) == Percentile.SEND_LAG_P99 && series.isOpen();
        return series.text(metric(series), units) + " at p99 (" + Sentences.name(series)
                + (isWaitIncluded ? ", waiting for a free connection included)" : ")");
    }

    private static Optional<String> queued(Run run, Units units) {
        return run.series().stream()
                .filter(series -> series.isOpen() && queuedShare(series) > 0)
                .max(Comparator.comparingDouble(LatenessCaveats::queuedShare))
                .map(series -> "Up to " + units.percent(queuedShare(series))
                        + " of messages waited for a free connection (" + Sentences.name(series)
                        + "): that is the plan's number of connections or the target, not the generator, and is in the"
                        + " response times as users would feel it.");
    }

    private static double queuedShare(Series series) {
        OptionalDouble queued = series.value(Scalar.QUEUED);
        return queued.isPresent() && series.counts().intended() > 0
                ? queued.getAsDouble() / series.counts().intended()
                : 0;
    }
}
