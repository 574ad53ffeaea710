package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.Figure;
import dev.wirebench.analysis.Run;
import dev.wirebench.analysis.SystemTable;
import dev.wirebench.analysis.Units;
import dev.wirebench.model.SystemRecord;
import dev.wirebench.model.SystemRecord.Check;
import dev.wirebench.model.SystemRecord.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The systems that were the targets, side by side, and what was asked of each before it was measured. Immutable.
 *
 * @param columns of the tables, between system and verdict
 */
record SystemData(List<String> columns, List<TableData> tables, List<AboutData> about) {

    /** @param finding what the rows say, in a sentence */
    record TableData(String title, String finding, List<RowData> rows) {}

    /** @param version of the system, and {@code verdict} on its run */
    record RowData(String title, String version, List<String> values, String verdict) {}

    /**
     * @param passed questions of the preflight, by protocol
     * @param failed questions and what was seen, by protocol
     */
    record AboutData(
            String title,
            String version,
            Map<String, String> settings,
            List<String> differs,
            List<String> passed,
            List<String> failed,
            List<String> unable) {

        static AboutData of(SystemRecord system) {
            return new AboutData(
                    system.title(),
                    system.version(),
                    system.settings(),
                    system.differs(),
                    checks(system, Result.PASSED),
                    checks(system, Result.FAILED),
                    checks(system, Result.UNABLE));
        }

        private static List<String> checks(SystemRecord system, Result result) {
            return system.checks().stream()
                    .filter(check -> check.result() == result)
                    .map(AboutData::text)
                    .toList();
        }

        private static String text(Check check) {
            String name = check.protocol().label() + " " + check.what();
            return check.detail().isEmpty() ? name : name + ": " + check.detail();
        }
    }

    /** Null where no run had a system as its target. */
    static SystemData of(Comparison comparison) {
        List<AboutData> about = comparison.runs().stream()
                .map(run -> run.record().system())
                .filter(Objects::nonNull)
                .map(AboutData::of)
                .toList();
        return about.isEmpty()
                ? null
                : new SystemData(
                        SystemTable.COLUMNS,
                        SystemTable.of(comparison).stream()
                                .map(SystemData::table)
                                .toList(),
                        about);
    }

    private static TableData table(SystemTable table) {
        List<RowData> rows = new ArrayList<>();
        for (SystemTable.Row row : table.rows()) {
            rows.add(new RowData(
                    row.system().title(),
                    row.system().version(),
                    row.values(Units.TYPESET),
                    row.run().record().verdict().validity().name()));
        }
        return new TableData(table.title(), finding(table), rows);
    }

    /** Of the valid runs only. */
    private static String finding(SystemTable table) {
        List<SystemTable.Row> valid = table.rows().stream()
                .filter(row -> isValid(row.run()))
                .filter(row -> Figure.RESPONSE_P50.value(row.series()).isPresent())
                .toList();
        if (valid.size() < 2) {
            return table.cell().name() + ": " + (valid.isEmpty() ? "no run was VALID" : "only one run was VALID")
                    + ", so nothing is compared";
        }
        SystemTable.Row first = valid.get(0);
        SystemTable.Row last = valid.get(valid.size() - 1);
        return table.cell().name() + ": median from " + median(first) + " ("
                + first.system().title() + ") to " + median(last) + " ("
                + last.system().title() + ")";
    }

    private static String median(SystemTable.Row row) {
        return Figure.RESPONSE_P50.text(row.series(), Units.TYPESET);
    }

    private static boolean isValid(Run run) {
        return run.record().verdict().isValid();
    }
}
