package dev.wirebench.report.page;

import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.SystemRecord.Check;
import dev.wirebench.model.record.SystemRecord.Result;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.SystemTable;
import dev.wirebench.report.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The systems that were the targets, side by side, and what was asked of each before it was measured. Immutable.
 *
 * @param tables by cell and load
 */
record SystemData(List<TableData> tables, List<AboutData> about) {

    /** @param finding what the rows say, in a sentence */
    record TableData(String finding, Table table) {}

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
                        SystemTable.of(comparison).stream()
                                .map(each -> new TableData(each.finding(Units.TYPESET), each.table(Units.TYPESET)))
                                .toList(),
                        about);
    }
}
