package dev.wirebench.report.table;

import java.util.List;

/**
 * A part of a report, for any medium. Immutable.
 *
 * @param paragraphs before the points
 * @param points sentences
 * @param tables without a row they are left out
 */
public record Section(String title, List<String> paragraphs, List<String> points, List<Table> tables) {

    static Section ofPoints(String title, List<String> points) {
        return new Section(title, List.of(), points, List.of());
    }

    static Section ofTable(Table table, String... paragraphs) {
        return new Section(table.title(), List.of(paragraphs), List.of(), List.of(table));
    }

    boolean isEmpty() {
        return points.isEmpty()
                && tables.stream().allMatch(table -> table.rows().isEmpty());
    }
}
