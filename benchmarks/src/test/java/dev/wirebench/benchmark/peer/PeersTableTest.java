package dev.wirebench.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class PeersTableTest {

    private static final TruthQuestion T1 = TruthQuestion.read(Path.of("../plans/truth"), "T1");

    private static final PeersTable TABLE = new PeersTable(
            List.of("T1", "T6", "T9"),
            List.of(new ToolGrades(
                    "ab",
                    "2.4",
                    "no rate",
                    List.of(
                            new ScheduleGrade(
                                    "T1",
                                    "closed, 1 connection",
                                    OptionalDouble.of(939.02),
                                    List.of(PrintedPercentile.of(T1, 50, 1), PrintedPercentile.of(T1, 100, 8)),
                                    ""),
                            new ScheduleGrade("T6", "", OptionalDouble.empty(), List.of(), "cannot")),
                    "",
                    Optional.of(new SuspensionResult(false, "exit code 0")))),
            List.of("a | note"));

    @Test
    void aRowForEachToolAndForEachOfItsSchedules() {
        assertThat(TABLE.toMarkdown()).isEqualTo("""
                | tool | rate | T1 | T6 | T9 | right by the formula | stopped for 1 s: noticed? |
                |---|---|---|---|---|---|---|
                | ab 2.4 | no rate | 1/2 | cannot | - | 1 of 2 | no (exit code 0) |

                - a \\| note

                | tool | schedule | load | requests/s | p50 | p90 | p95 | p99 | p99.9 | max |
                |---|---|---|---|---|---|---|---|---|---|
                | ab | T1 | closed, 1 connection | 939 | 1.00 ms | - | - | - | - | 8.00 ms\\* |
                """);
    }

    @Test
    void theDataHasWhatTheTableHas() {
        assertThat(PeersData.of(TABLE, Instant.EPOCH))
                .contains("\"measuredAt\" : \"1970-01-01T00:00:00Z\"")
                .contains("\"isNoticed\" : false")
                .contains("\"printedLowerNs\" : 8000000")
                .contains("\"remark\" : \"cannot\"");
    }
}
