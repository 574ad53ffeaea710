package dev.wirebench.report.say;

import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.SweptRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence for the verdict that could not be read: reported as not checked, never counted as zero. */
final class NotChecked {

    /** What is asked of the NIO generator's series; whether answers were read late follows from the run queue too. */
    private static final List<Scalar> ASKED = List.of(
            Scalar.WORKER_BUSY,
            Scalar.RUN_QUEUE_WAIT,
            Scalar.REFUSALS,
            Scalar.QUEUED,
            Scalar.LONGEST_PAUSE,
            Scalar.PAUSES,
            Scalar.GC,
            Scalar.LISTEN_OVERFLOWS,
            Scalar.RETRANSMITS,
            Scalar.TARGET_RESTARTS);

    private NotChecked() {}

    static Optional<String> sentence(Run run) {
        List<Series> asked = Stream.concat(
                        run.series().stream(),
                        run.swept().stream()
                                .flatMap(cell -> cell.rates().stream())
                                .map(SweptRate::series))
                .filter(series -> series.record().instrument() == Instrument.NIO)
                .toList();
        List<String> unknown = new ArrayList<>();
        for (Scalar metric : ASKED) {
            long count = asked.stream()
                    .filter(series -> series.value(metric).isEmpty())
                    .count();
            if (count > 0) {
                unknown.add(metric.title()
                        + (count == asked.size() ? "" : " (in " + count + " of " + asked.size() + " series)"));
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("Not checked, as it could not be read: " + Sentences.list(unknown) + ".");
    }
}
