package dev.wirebench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.SweptRun;
import dev.wirebench.report.read.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTableTest {

    private static final long MS = 1_000_000;
    private static final Verdict DISTURBED = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause"));

    @TempDir
    private Path results;

    private static SystemRecord system(String title, long bytesPerIdleConnection) {
        return new SystemRecord(
                title.toLowerCase(), title, "1.2", Map.of(), List.of(), List.of(), 100, bytesPerIdleConnection);
    }

    private RunFolder run(String title, long responseNs, Verdict verdict, long bytes) throws IOException {
        return new SweptRun(results)
                .block(SweptRun.USUAL, responseNs, 0, 1)
                .swept(1000, MS, 0)
                .swept(2000, 11 * MS, 0)
                .seal(verdict, title == null ? null : system(title, bytes));
    }

    private Comparison systems() throws IOException {
        return Comparison.of(List.of(
                run("Slow|1", 2 * MS, Verdict.VALID, 5000),
                run("Doubtful", MS / 2, DISTURBED, ResourceUsage.UNKNOWN),
                run("Fast", MS, Verdict.VALID, 70_000)));
    }

    @Test
    void theFastestMedianComesFirstAndWhatIsNotValidLast() throws IOException {
        List<SystemTable> tables = SystemTable.of(systems());
        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).rows())
                .extracting(row -> row.system().title())
                .containsExactly("Fast", "Slow|1", "Doubtful");
    }

    @Test
    void everyColumnHasItsValue() throws IOException {
        Table table = SystemTable.of(systems()).get(0).table(Units.PLAIN);
        assertThat(table.rows().get(0))
                .hasSameSizeAs(table.heads())
                .startsWith(
                        "Fast 1.2",
                        "1.00 ms",
                        "1.00 ms",
                        ">= 1.00 ms",
                        "1,000/s",
                        "-",
                        "70,000 B",
                        "-",
                        "-",
                        "1 of 100")
                .endsWith("VALID");
    }

    @Test
    void memoryThatWasNotMeasuredIsMissing() throws IOException {
        Table table = SystemTable.of(systems()).get(0).table(Units.PLAIN);
        assertThat(table.rows().get(2)).element(6).isEqualTo(Units.MISSING);
    }

    @Test
    void summaryAndTerminalShowThemBesideEachOther() throws IOException {
        Comparison systems = systems();
        assertThat(Summary.of(systems))
                .contains("## raw-long under open-500\n\n| system | p50 | p99 |")
                .contains("| Slow\\|1 1.2 | 2.00 ms |")
                .contains("| 1 of 100 | DISTURBED |");
        assertThat(TerminalTable.of(systems, false))
                .contains("raw-long under open-500")
                .containsPattern("(?m)^Fast 1.2 +1.00 ms +1.00 ms +>= 1.00 ms +1,000/s +- +70,000 B$")
                .contains("Fast: 1 of 100 messages");
    }

    @Test
    void whatIsSaidOfASystemIsNoDifferenceOfEnvironments() throws IOException {
        assertThat(systems().runs()).extracting(run -> run.record().skipped()).doesNotHaveDuplicates();
        assertThat(systems().environmentDifferences()).isEmpty();
    }

    @Test
    void runsOfWhichOneIsNoSystemAreNoTable() throws IOException {
        Comparison mixed = Comparison.of(List.of(run("Fast", MS, Verdict.VALID, 1), run(null, MS, Verdict.VALID, 0)));
        assertThat(SystemTable.isMeant(mixed)).isFalse();
        assertThat(Summary.of(mixed)).doesNotContain("# Systems");
        assertThat(SystemTable.isMeant(systems())).isTrue();
    }
}
