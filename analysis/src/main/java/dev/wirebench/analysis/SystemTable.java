package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.SystemRecord;
import dev.wirebench.model.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One cell of several systems under one load, side by side, the fastest median first. Immutable.
 *
 * @param rows of every system that serves the cell; those whose run is not VALID come last
 */
public record SystemTable(Cell cell, Load load, List<Row> rows) {

    public static final List<String> COLUMNS = List.of(
            Figure.RESPONSE_P50.label(),
            Figure.RESPONSE_P99.label(),
            Figure.RESPONSE_P999.label(),
            "highest rate",
            "CPU per message",
            "memory per idle connection",
            Figure.BYTES_UP.label(),
            Figure.BYTES_DOWN.label(),
            "failed");

    /** A system and what it did; its {@code run} says whether that can be quoted. */
    public record Row(Run run, SystemRecord system, Series series, Optional<SweptCell> swept) {

        /** As wide as {@link #COLUMNS}. */
        public List<String> values(Units units) {
            long bytes = system.bytesPerIdleConnection();
            Counts counts = series.counts();
            return List.of(
                    Figure.RESPONSE_P50.text(series, units),
                    Figure.RESPONSE_P99.text(series, units),
                    Figure.RESPONSE_P999.text(series, units),
                    swept.map(cell -> cell.text(units)).orElse(Units.MISSING),
                    Figure.TARGET_CPU.text(series, units),
                    bytes == Usage.UNKNOWN ? Units.MISSING : units.bytes(bytes),
                    Figure.BYTES_UP.text(series, units),
                    Figure.BYTES_DOWN.text(series, units),
                    units.count(counts.intended() - counts.answered()) + " of " + units.count(counts.intended()));
        }

        private boolean isValid() {
            return run.record().verdict().isValid();
        }

        private double medianNs() {
            return Figure.RESPONSE_P50.value(series).orElse(Double.POSITIVE_INFINITY);
        }
    }

    /** Whether the runs are those of systems, so that there is anything to tabulate. */
    public static boolean isMeant(Comparison comparison) {
        return comparison.runs().stream().allMatch(run -> run.record().system() != null);
    }

    /** By cell in reading order, then by load. */
    public static List<SystemTable> of(Comparison comparison) {
        Map<Cell, Map<Load, List<Row>>> rows =
                new TreeMap<>(Comparator.comparing(Cell::protocol).thenComparing(Cell::messagesPerConnection));
        for (Run run : comparison.runs()) {
            SystemRecord system = run.record().system();
            for (Series series : run.series()) {
                Cell cell = series.record().cell();
                if (system != null && series.record().instrument() == Instrument.NIO) {
                    rows.computeIfAbsent(cell, key -> new LinkedHashMap<>())
                            .computeIfAbsent(series.record().load(), key -> new ArrayList<>())
                            .add(new Row(run, system, series, swept(run, cell)));
                }
            }
        }
        List<SystemTable> tables = new ArrayList<>();
        rows.forEach((cell, loads) -> loads.forEach((load, found) -> {
            found.sort(Comparator.comparing((Row row) -> !row.isValid()).thenComparingDouble(Row::medianNs));
            tables.add(new SystemTable(cell, load, List.copyOf(found)));
        }));
        return tables;
    }

    private static Optional<SweptCell> swept(Run run, Cell cell) {
        return run.swept().stream().filter(each -> each.cell().equals(cell)).findFirst();
    }

    public String title() {
        return cell.name() + " under " + load.label();
    }
}
