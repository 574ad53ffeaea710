package dev.wirebench.report.export;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * CSV as Apache Otava 0.8 (formerly Hunter) reads it (docs/CSV.md and {@code CsvImporter}): {@code time_column: time},
 * {@code attributes: [commit, run]}, every other column a metric with its unit in its name; of {@code throughput} the
 * direction is 1, of the others -1. A run that is written again replaces its row.
 */
final class OtavaCsv {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx").withZone(ZoneOffset.UTC);
    private static final int RUN_COLUMN = 2;

    private OtavaCsv() {}

    /** @throws IOException if the old rows have other columns: Otava takes no row without a number for each */
    static String of(Measured measured, Optional<String> old) throws IOException {
        Map<String, String> row = row(measured);
        String header = Csv.line(List.copyOf(row.keySet()));
        List<String> lines =
                new ArrayList<>(old.map(text -> text.lines().toList()).orElse(List.of()));
        lines.removeIf(String::isEmpty);
        if (lines.isEmpty()) {
            lines.add(header);
        } else if (!lines.get(0).equals(header)) {
            throw new IOException(different(Csv.fields(lines.get(0)), List.copyOf(row.keySet())));
        }
        String run = SafeText.line(measured.run().name());
        String line = Csv.line(List.copyOf(row.values()));
        int place = 1;
        while (place < lines.size() && !run.equals(Csv.fields(lines.get(place)).get(RUN_COLUMN))) {
            place++;
        }
        if (place < lines.size()) {
            lines.set(place, line);
        } else {
            lines.add(line);
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** The first percentile that messages without an answer leave open. */
    static Optional<String> open(Measured measured) {
        return measured.run().series().stream()
                .flatMap(series -> Metric.tracked().stream()
                        .filter(metric -> series.value(metric).isPresent()
                                && series.finite(metric).isEmpty())
                        .map(metric -> series.record().key().label() + "." + metric.label()))
                .findFirst();
    }

    private static Map<String, String> row(Measured measured) {
        Map<String, String> row = new LinkedHashMap<>();
        Instant startedAt = measured.run().record().startedAt();
        row.put("time", TIME.format(startedAt));
        row.put("commit", measured.commit());
        row.put("run", measured.run().name());
        for (Series series : measured.run().series()) {
            for (Metric metric : Metric.tracked()) {
                String column = series.record().key().label() + "." + Trend.name(metric, "_");
                series.finite(metric)
                        .ifPresent(value ->
                                row.put(column, BigDecimal.valueOf(value).toPlainString()));
            }
        }
        return row;
    }

    private static String different(List<String> there, List<String> here) {
        TreeSet<String> missing = new TreeSet<>(there);
        here.forEach(missing::remove);
        TreeSet<String> added = new TreeSet<>(here);
        there.forEach(added::remove);
        return "the run does not fit the rows that are there, so name another file; columns that only the file has: "
                + missing + ", that only the run has: " + added
                + (missing.isEmpty() && added.isEmpty() ? " (their order differs)" : "");
    }
}
