package dev.wirebench.report.table;

import dev.wirebench.model.plan.Metric;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.List;
import java.util.function.Function;

/**
 * A table as text, which terminal, Markdown and page show alike. Immutable.
 *
 * @param rows each as long as {@code heads}
 */
public record Table(String title, List<Head> heads, List<List<String>> rows) {

    /** A column's head, and whether numbers stand below it. */
    public record Head(String text, boolean isNumber) {}

    /** A column of a table of things, and what stands in it of each. */
    public record Column<T>(Head head, Function<T, String> cell) {

        public static <T> Column<T> text(String head, Function<T, String> cell) {
            return new Column<>(new Head(head, false), cell);
        }

        public static <T> Column<T> number(String head, Function<T, String> cell) {
            return new Column<>(new Head(head, true), cell);
        }

        static Column<Series> of(Metric metric, Units units) {
            return number(metric.title(), series -> series.text(metric, units));
        }
    }

    public Table {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /** A row for each thing. */
    public static <T> Table of(String title, List<Column<T>> columns, List<T> things) {
        return new Table(
                title,
                columns.stream().map(Column::head).toList(),
                things.stream()
                        .map(thing -> columns.stream()
                                .map(column -> column.cell.apply(thing))
                                .toList())
                        .toList());
    }
}
