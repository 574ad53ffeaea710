package dev.wirebench.analysis.ci;

import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.ci.Results.Measured;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A JMeter log in CSV (the default columns of JMeter 5.6, as far as they were measured) as the Jenkins performance plugin
 * reads it ({@code JMeterCsvParser}).
 *
 * <p>One row per message, made from the histograms: the response time in whole milliseconds, as the format has no more, at
 * the start of the interval in which it ended. Of a series with more than {@link #MAX_ROWS} messages, every k-th in rank
 * order is written and the largest, so that a percentile is off by less than k ranks, and never too small; of each kind of
 * failure a k-th, but at least one. Which failure had which age is not recorded: time-outs are taken to be the oldest.
 */
final class JMeterLog {

    static final int MAX_ROWS = 10_000;

    private static final List<String> COLUMNS = List.of(
            "timeStamp",
            "elapsed",
            "label",
            "responseCode",
            "responseMessage",
            "threadName",
            "dataType",
            "success",
            "failureMessage",
            "bytes",
            "sentBytes",
            "grpThreads",
            "allThreads");

    /** Youngest first. */
    private static final Comparator<Values> BY_RANK =
            Comparator.comparingLong(Values::ns).thenComparingLong(Values::startMs);

    private JMeterLog() {}

    static String of(Measured measured) throws IOException {
        StringBuilder out = new StringBuilder(Csv.line(COLUMNS)).append('\n');
        for (Series series : measured.run().series()) {
            rows(series, measured.folder()).stream()
                    .sorted(Comparator.comparingLong(Row::startMs))
                    .forEach(row -> out.append(line(series, row)).append('\n'));
        }
        return out.toString();
    }

    private static List<Row> rows(Series series, RunFolder folder) throws IOException {
        CellKey key = series.record().key();
        Counts counts = series.counts();
        long step = Math.max(1, (counts.intended() + MAX_ROWS - 1) / MAX_ROWS);
        List<Row> rows = new ArrayList<>();
        take(values(folder, key, Measure.RESPONSE), Outcome.ANSWERED, step, rows);
        List<Values> ages = values(folder, key, Measure.UNANSWERED);
        long startMs = series.record().blocks().get(0).startedAt().toEpochMilli();
        long known = ages.stream().mapToLong(Values::count).sum();
        long unanswered = counts.intended() - counts.answered();
        if (known < unanswered) {
            // A message without an answer and without an age was at least 0 old.
            ages.add(0, new Values(0, startMs, unanswered - known));
        }
        for (Map.Entry<Outcome, Long> kind : kinds(counts).entrySet()) {
            take(youngest(ages, kind.getValue()), kind.getKey(), step, rows);
        }
        return rows;
    }

    /** In the order of {@link Outcome}, but with the time-outs last. */
    private static Map<Outcome, Long> kinds(Counts counts) {
        Map<Outcome, Long> kinds = new LinkedHashMap<>(counts.failed());
        kinds.put(Outcome.UNFINISHED, counts.unfinished());
        kinds.put(Outcome.TIMED_OUT, counts.timedOut());
        return kinds;
    }

    private static List<Values> values(RunFolder folder, CellKey key, Measure measure) throws IOException {
        List<Values> values = new ArrayList<>();
        for (Histogram interval : folder.intervals(key, measure)) {
            for (HistogramIterationValue step : interval.recordedValues()) {
                values.add(new Values(
                        step.getValueIteratedTo(), interval.getStartTimeStamp(), step.getCountAtValueIteratedTo()));
            }
        }
        values.sort(BY_RANK);
        return values;
    }

    /** Takes so many away from the beginning. */
    private static List<Values> youngest(List<Values> ages, long count) {
        List<Values> taken = new ArrayList<>();
        long left = count;
        while (left > 0 && !ages.isEmpty()) {
            Values first = ages.remove(0);
            long now = Math.min(left, first.count());
            taken.add(new Values(first.ns(), first.startMs(), now));
            if (now < first.count()) {
                ages.add(0, new Values(first.ns(), first.startMs(), first.count() - now));
            }
            left -= now;
        }
        return taken;
    }

    /** Of N values in rank order those of the ranks k, 2 k, ... and N. */
    private static void take(List<Values> values, Outcome outcome, long step, List<Row> rows) {
        long count = values.stream().mapToLong(Values::count).sum();
        long rank = 0;
        for (Values each : values) {
            long last = rank + each.count();
            long taken = last / step - rank / step + (last == count && count % step != 0 ? 1 : 0);
            for (long i = 0; i < taken; i++) {
                rows.add(new Row(each.ns(), each.startMs(), outcome));
            }
            rank = last;
        }
    }

    private static String line(Series series, Row row) {
        CellKey key = series.record().key();
        boolean isGood = row.outcome() == Outcome.ANSWERED;
        String connections = Integer.toString(key.load().connections());
        return Csv.line(List.of(
                Long.toString(row.startMs()),
                Long.toString(Math.round(row.ns() / 1e6)),
                key.label(),
                row.outcome().label(),
                isGood ? "OK" : row.outcome().label(),
                key.instrument().label(),
                "",
                Boolean.toString(isGood),
                isGood ? "" : row.outcome().label(),
                bytes(isGood, series.bytesDownPerMessage()),
                bytes(isGood, series.bytesUpPerMessage()),
                connections,
                connections));
    }

    /** The format has no way to say that nobody counted: 0 then, as for a message without an answer. */
    private static String bytes(boolean isGood, OptionalDouble perMessage) {
        return Long.toString(isGood ? Math.round(perMessage.orElse(0)) : 0);
    }

    private record Values(long ns, long startMs, long count) {}

    private record Row(long ns, long startMs, Outcome outcome) {}
}
