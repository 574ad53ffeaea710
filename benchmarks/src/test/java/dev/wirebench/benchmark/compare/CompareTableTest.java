package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.benchmark.tool.TrialResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CompareTableTest {

    private static final RowResult HTTP_LONG = compared("http-long", "wrk", 95, 100);
    private static final RowResult HTTP_SHORT = compared("http-short", "wrk", 101, 100);

    @Test
    void aGoalIsKeptUpToItsLimitAndNotBeyond() {
        List<String> lines = table(HTTP_LONG, HTTP_SHORT);
        assertThat(lines)
                .contains("| wrk | http-long | CPU us/message | at most 0.95 | 0.950 (0.950 to 0.950) | yes |");
        assertThat(lines)
                .contains("| wrk | http-short | CPU us/message | at most 1.00 | 1.010 (1.010 to 1.010) | no |");
    }

    @Test
    void aGoalOfThroughputIsALowerLimit() {
        Goal goal = Goal.ALL.stream()
                .filter(each -> each.metric() == CompareMetric.MESSAGES_PER_SECOND)
                .findFirst()
                .orElseThrow();
        assertThat(goal.isMetBy(0.88)).isTrue();
        assertThat(goal.isMetBy(0.86)).isFalse();
    }

    @Test
    void withoutTheCompetitorOrTheRowAGoalIsNotMeasured() {
        List<String> lines = table(compared("http-long", "ab", 95, 100));
        assertThat(lines).contains("| wrk | http-long | CPU us/message | at most 0.95 | - | not measured |");
        assertThat(lines).contains("| C client | raw-short | CPU us/message | at most 1.25 | - | not measured |");
    }

    @Test
    void everyGoalNamesARow() {
        assertThat(Goal.ALL).extracting(Goal::row).isSubsetOf(CompareRows.IDS);
    }

    @Test
    void whatFailedStandsInTheTable() {
        CompetitorResult broken =
                new CompetitorResult("ab", new TreeMap<>(), new TreeMap<>(Map.of(0, "exit code 1: a|b")));
        RowResult row = new RowResult(
                "http-long",
                "title",
                CompareRow.Kind.CLIENT_COST,
                CompareRows.OWN,
                List.of(series(CompareRows.OWN, 95, 7), broken));
        assertThat(table(row))
                .contains("| Wirebench | 95.00 | 95.00 | 0.00 | 10.00 | 7 | - |")
                .contains("| ab | - | - | - | - | failed: exit code 1: a\\|b | - |");
        assertThat(comparison(row).hasFailures()).isTrue();
        assertThat(comparison(HTTP_LONG).hasFailures()).isFalse();
    }

    @Test
    void theDataHaveEveryRound() throws JsonProcessingException {
        JsonNode root = Json.MAPPER.readTree(CompareData.of(comparison(HTTP_LONG)));
        JsonNode wrk = root.at("/rows/0/contenders/1");
        assertThat(wrk.at("/rounds/1/answered").asLong()).isEqualTo(10);
        assertThat(wrk.at("/figures/CPU us~1message/median").asDouble()).isEqualTo(100);
        assertThat(wrk.at("/ratios/CPU us~1message/median").asDouble()).isEqualTo(0.95);
        assertThat(root.at("/goals/0/kept").asText()).isEqualTo("yes");
        assertThat(root.at("/goals/1/kept").asText()).isEqualTo("not measured");
    }

    private static RowResult compared(String row, String contender, double ownUs, double otherUs) {
        return new RowResult(
                row,
                "title",
                CompareRow.Kind.CLIENT_COST,
                CompareRows.OWN,
                List.of(series(CompareRows.OWN, ownUs, 0), series(contender, otherUs, 0)));
    }

    /** 10 messages in a second. */
    private static CompetitorResult series(String contender, double us, long failed) {
        TrialResult figures = new TrialResult(10, failed, 1_000_000_000, Math.round(us * 10_000), 0, Map.of());
        return new CompetitorResult(contender, new TreeMap<>(Map.of(1, figures)), new TreeMap<>());
    }

    private static CompareResult comparison(RowResult... rows) {
        return new CompareResult(Instant.EPOCH, 2, 7, Map.of("wrk", "4"), List.of("A note."), List.of(rows));
    }

    private static List<String> table(RowResult... rows) {
        return CompareTable.toMarkdown(comparison(rows)).lines().toList();
    }
}
