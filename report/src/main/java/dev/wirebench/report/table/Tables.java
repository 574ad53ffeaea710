package dev.wirebench.report.table;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.BreakEven;
import dev.wirebench.report.read.CrossCheck;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The tables of a report. */
public final class Tables {

    public static final String BOUNDS_MEANING = "Each percentile as [from the send, from the intended send]. Had every"
            + " message been sent the instant it was intended, the truth would lie between the two, as far as the lateness is"
            + " the generator's own; where messages waited for a connection, the upper one is what users wait.";

    private Tables() {}

    /** A row per cell: the numbers that its load asks about first. */
    static Table matrix(Matrix matrix, Units units) {
        List<Column<Series>> columns = new ArrayList<>();
        columns.add(Column.text("cell", series -> series.record().cell().name()));
        matrix.figures().forEach(metric -> columns.add(Column.of(metric, units)));
        return Table.of(matrix.title(), columns, List.copyOf(matrix.cells().values()));
    }

    /** What the verdict rests on. */
    static Table evidence(List<Series> series, Units units) {
        List<Column<Series>> columns = series();
        Metric.evidence().forEach(metric -> columns.add(Column.of(metric, units)));
        return Table.of("Evidence", columns, series);
    }

    /** Each percentile counted from the send and from the intended send. */
    static Table bounds(List<Series> series, Units units) {
        List<Column<Series>> columns = series();
        for (double percentile : Percentile.TABLED) {
            columns.add(Column.number(Percentile.name(percentile), each -> each.bounds(percentile, units)));
        }
        return Table.of("Percentiles with both bounds", columns, series);
    }

    static Table crossChecks(List<CrossCheck> checks, Units units) {
        List<Column<CrossCheck>> columns = new ArrayList<>();
        columns.add(
                Column.text("cell", check -> check.pair().nio().record().cell().name()));
        columns.add(
                Column.text("load", check -> check.pair().nio().record().load().label()));
        for (Percentile percentile : List.of(Percentile.P50, Percentile.P99)) {
            columns.add(Column.number(
                    "NIO " + percentile.title(), check -> check.pair().nio().text(percentile, units)));
            columns.add(Column.number(
                    "Gatling " + percentile.title(),
                    check -> check.pair().gatling().text(percentile, units)));
        }
        columns.add(Column.text("agreement", check -> check.text(units)));
        return Table.of("Two instruments", columns, checks);
    }

    static Table breakEvens(List<BreakEven.Row> rows, Units units) {
        Function<Optional<BreakEven>, String> text =
                each -> each.map(even -> even.text(units)).orElse(Units.MISSING);
        return Table.of(
                "A kept connection costs no more than http-short",
                List.of(
                        Column.text(
                                "cell", row -> row.longCell().record().cell().name()),
                        Column.number("in time", row -> text.apply(row.time())),
                        Column.number("in bytes", row -> text.apply(row.bytes())),
                        Column.text(
                                "load", row -> row.longCell().record().load().label()),
                        Column.text(
                                "instrument",
                                row -> row.longCell().record().instrument().label())),
                rows);
    }

    /** How every message ended. */
    static Table messages(List<Series> series, Units units) {
        List<Column<Series>> columns = series();
        columns.add(count("intended", Counts::intended, units));
        columns.add(count("answered", Counts::answered, units));
        columns.add(count("failed", Counts::failures, units));
        columns.add(count("timed out", Counts::timedOut, units));
        columns.add(count("unfinished", Counts::unfinished, units));
        return Table.of("Messages", columns, series);
    }

    private static Column<Series> count(String head, ToLongFunction<Counts> number, Units units) {
        return Column.number(head, series -> units.count(number.applyAsLong(series.counts())));
    }

    private static List<Column<Series>> series() {
        return new ArrayList<>(
                List.of(Column.text("series", each -> each.record().key().label())));
    }
}
