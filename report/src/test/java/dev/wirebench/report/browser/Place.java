package dev.wirebench.report.browser;

import java.util.List;

/** Where in a table a number stands. Immutable. */
record Place(ShownTable table, ShownTable.Row row, int column, List<String> heads) {

    private static final String SIDE_BY_SIDE = "The runs side by side: ";

    String head() {
        return heads.get(column);
    }

    /** The name of the figure: of the column, unless the rows are figures or the whole table is one. */
    String figure() {
        if (table.heads().get(0).equals("figure")) {
            return row.head();
        }
        return table.label().startsWith(SIDE_BY_SIDE) ? table.label().substring(SIDE_BY_SIDE.length()) : head();
    }

    /** What a percentile that does not say so is one of. */
    String measure() {
        return table.label().equals("Percentiles") ? table.chosen().getOrDefault("Time", "response") : "response";
    }

    /** What stands in the same row under a head. */
    String beside(String head) {
        return row.cells().get(heads.indexOf(head)).text();
    }

    /** The percentile that the head names. */
    String percentile() {
        return head().replaceAll(".*\\bp([\\d.]+).*", "$1");
    }
}
