package dev.wirebench.report.table;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.SweptCell;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.Table.Column;
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

    /** A system and what it did; its {@code run} says whether that can be quoted. */
    public record Row(Run run, SystemRecord system, Series series, Optional<SweptCell> swept) {

        private boolean isValid() {
            return run.record().verdict().isValid();
        }

        private double medianNs() {
            return series.value(Percentile.P50).orElse(Double.POSITIVE_INFINITY);
        }

        private String memoryPerIdleConnection(Units units) {
            long bytes = system.bytesPerIdleConnection();
            return bytes == ResourceUsage.UNKNOWN ? Units.MISSING : units.bytes(bytes);
        }

        private String failed(Units units) {
            Counts counts = series.counts();
            return units.count(counts.intended() - counts.answered()) + " of " + units.count(counts.intended());
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

    public Table table(Units units) {
        return Table.of(
                title(),
                List.of(
                        Column.text("system", row -> (row.system.title() + " " + row.system.version()).strip()),
                        Column.number("p50", row -> row.series.text(Percentile.P50, units)),
                        Column.number("p99", row -> row.series.text(Percentile.P99, units)),
                        Column.number("p99.9", row -> row.series.text(Percentile.P999, units)),
                        Column.number(
                                "highest rate",
                                row -> row.swept.map(cell -> cell.text(units)).orElse(Units.MISSING)),
                        Column.number("CPU per message", row -> row.series.text(Scalar.TARGET_CPU, units)),
                        Column.number("memory per idle connection", row -> row.memoryPerIdleConnection(units)),
                        Column.number("up per message", row -> row.series.text(Scalar.BYTES_UP, units)),
                        Column.number("down per message", row -> row.series.text(Scalar.BYTES_DOWN, units)),
                        Column.number("failed", row -> row.failed(units)),
                        Column.text(
                                "verdict",
                                row -> row.run.record().verdict().validity().name())),
                rows);
    }

    /** What the rows of valid runs say, in a sentence without its full stop. */
    public String finding(Units units) {
        List<Row> valid = rows.stream()
                .filter(row -> row.isValid() && Double.isFinite(row.medianNs()))
                .toList();
        if (valid.size() < 2) {
            return cell.name() + ": " + (valid.isEmpty() ? "no run was VALID" : "only one run was VALID")
                    + ", so nothing is compared";
        }
        Row first = valid.get(0);
        Row last = valid.get(valid.size() - 1);
        return cell.name() + ": median from " + first.series.text(Percentile.P50, units) + " ("
                + first.system.title() + ") to " + last.series.text(Percentile.P50, units) + " ("
                + last.system.title() + ")";
    }
}
