package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.table.TerminalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TruthTableTest {

    private static final long MS = 1_000_000;
    private static final Verdict DISTURBED = new Verdict(
            Verdict.Validity.DISTURBED, List.of("raw-long paused <b>", "http-long paused", "raw-long lagged"));

    /** ResultDocumentTest holds the same tree to the schema. */
    @Test
    void anEmptyTableHasEveryKeyThatIsRequired() {
        assertThat(new TruthTable(List.of()).toTree(Path.of("/results")).toString())
                .isEqualTo(
                        "{\"format\":1,\"count\":0,\"right\":0,\"accountingErrors\":0,\"grades\":[],\"folder\":\"/results\"}");
    }

    @Test
    void theTextIsAsPrintedHere() {
        assertThat(new TruthTable(List.of(t1(), t9())).toText()).isEqualTo("""
                schedule  wire      p50      p90      p95      p99       p99.9        max
                T1        http  1.00 ms  1.00 ms  1.00 ms  1.00 ms     1.00 ms    1.00 ms
                T9        raw   1.10 ms  1.10 ms  1.10 ms  1.10 ms  >= 1.50 s*  >= 2.00 s

                T9 raw p99.9: measured >= 1.50 s, expected no answer (1.00 ms by the schedule
                    alone). Messages reached the target up to 12.0 ms late (p99 80.0 us), and it
                    answered up to 1.20 ms late; the run is DISTURBED: raw-long paused <b>;
                    raw-long lagged
                T9 raw accounting: 1 message missing in the target's log: 17

                11 of 12 right, 1 accounting error
                """);
    }

    @Test
    void aCellThatWasNotMeasuredHasNoneRight() {
        assertThat(new TruthTable(List.of(own())).toText())
                .contains("""

                        a-schedule-of-ones-own  websocket   -*   -*   -*   -*     -*   -*

                        a-schedule-of-ones-own websocket p50: measured -, expected 1.00 ms; p90:
                            measured -, expected 1.00 ms; p95: measured -, expected 1.00 ms; p99:
                            measured -, expected 1.00 ms; p99.9: measured -, expected 1.00 ms; max:
                            measured -, expected 1.00 ms. Messages reached the target up to 0 ns late
                            (p99 0 ns), and it answered up to 0 ns late; the run is VALID
                        """)
                .endsWith("0 of 6 right, no accounting errors\n");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        List<CellGrade> grades = new ArrayList<>(table().grades());
        CellGrade last = grades.get(2);
        grades.add(new CellGrade(
                "x".repeat(64),
                last.cell(),
                last.run(),
                new Verdict(Verdict.Validity.SATURATED, List.of("word ".repeat(60) + "\u001b[2J")),
                last.lateness(),
                last.marks(),
                last.errors()));
        String text = new TruthTable(grades).toText();
        assertThat(text.lines()).allMatch(line -> line.length() <= TerminalWriter.WIDTH);
        assertThat(text).doesNotContain("\u001b").matches("\\p{ASCII}*");
    }

    @Test
    void allThatIsRightNeedsNoRemark() {
        TruthTable table = new TruthTable(List.of(table().grades().get(0)));
        assertThat(table.toText()).endsWith("""
                1.00 ms

                6 of 6 right, no accounting errors
                """);
    }

    @Test
    void markdownSaysTheSame() {
        assertThat(new TruthTable(List.of(t1(), t9())).toMarkdown()).isEqualTo("""
                | schedule | wire | p50 | p90 | p95 | p99 | p99.9 | max |
                |---|---|---:|---:|---:|---:|---:|---:|
                | T1 | http | 1.00 ms | 1.00 ms | 1.00 ms | 1.00 ms | 1.00 ms | 1.00 ms |
                | T9 | raw | 1.10 ms | 1.10 ms | 1.10 ms | 1.10 ms | \u2265 1.50 s\\* | \u2265 2.00 s |

                - T9 raw p99.9: measured \u2265 1.50 s, expected no answer (1.00 ms by the schedule alone). Messages \
                reached the target up to 12.0 ms late (p99 80.0 \u00b5s), and it answered up to 1.20 ms late; the run is \
                DISTURBED: raw-long paused \\<b\\>; raw-long lagged
                - T9 raw accounting: 1 message missing in the target's log: 17

                11 of 12 right, 1 accounting error
                """);
    }

    @Test
    void theJsonHoldsEverything() throws IOException {
        ObjectMapper mapper =
                JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
        JsonNode json = mapper.readTree(new TruthTable(List.of(t9(), own())).toJson());
        JsonNode marks = json.path("grades").path(0).withArray("marks");
        assertThat(marks).hasSize(6);
        assertThat(marks.get(0)).isEqualTo(mapper.readTree("""
                {'percentile': 50.0, 'formulaNs': 1000000, 'byScheduleNs': 1000000, 'expectedNs': 1000000,
                 'punctualNs': 1000000, 'measuredLowerNs': 1100000, 'measuredUpperNs': 1100000,
                 'isRight': true}
                """));
        assertThat(marks.get(4)).isEqualTo(mapper.readTree("""
                {'percentile': 99.9, 'formulaNs': 'infinite', 'byScheduleNs': 1000000, 'expectedNs': 'infinite',
                 'punctualNs': 'infinite', 'measuredLowerNs': 1500000000, 'measuredUpperNs': 'infinite',
                 'isRight': false}
                """));
        assertThat(json.path("grades").path(1).path("marks").path(0)).isEqualTo(mapper.readTree("""
                {'percentile': 50.0, 'byScheduleNs': 1000000, 'expectedNs': 1000000, 'punctualNs': 1000000,
                 'isRight': false}
                """));
        ((ObjectNode) json.path("grades").path(0)).remove("marks");
        ((ArrayNode) json.path("grades")).remove(1);
        assertThat(json).isEqualTo(mapper.readTree("""
                {'format': 1, 'count': 12, 'right': 5, 'accountingErrors': 1, 'grades': [{
                  'schedule': 'T9', 'cell': 'raw-long', 'run': '20261122T100100Z-truth-T9-DISTURBED',
                  'verdict': {'validity': 'DISTURBED', 'reasons': ['raw-long paused <b>', 'http-long paused', 'raw-long lagged']},
                  'lateness': {'arrivalP99Ns': 80000, 'arrivalMaxNs': 12000000, 'targetMaxNs': 1200000},
                  'errors': ["1 message missing in the target's log: 17"]}]}
                """));
    }

    private static TruthTable table() {
        return new TruthTable(List.of(t1(), t9(), own()));
    }

    private static CellGrade t1() {
        PercentileGrade right = new PercentileGrade(
                50, OptionalDouble.of(MS), MS, MS + 20_000, MS + 30_000, Optional.of(new Quantile(MS, MS)), true);
        return new CellGrade(
                "T1",
                Cell.parse("http-long"),
                "20261122T100000Z-truth-T1",
                Verdict.VALID,
                new OracleLateness(30_000, 40_000, 20_000),
                List.of(at(50, right), at(90, right), at(95, right), at(99, right), at(99.9, right), at(100, right)),
                List.of());
    }

    private static CellGrade t9() {
        PercentileGrade right = new PercentileGrade(
                50, OptionalDouble.of(MS), MS, MS, MS, Optional.of(new Quantile(1_100_000, 1_100_000)), true);
        OptionalDouble never = OptionalDouble.of(Double.POSITIVE_INFINITY);
        Quantile early = new Quantile(1_500 * MS, Quantile.INFINITE);
        Quantile open = new Quantile(2_000 * MS, Quantile.INFINITE);
        return new CellGrade(
                "T9",
                Cell.parse("raw-long"),
                "20261122T100100Z-truth-T9-DISTURBED",
                DISTURBED,
                new OracleLateness(80_000, 12 * MS, 1_200_000),
                List.of(
                        at(50, right),
                        at(90, right),
                        at(95, right),
                        at(99, right),
                        new PercentileGrade(
                                99.9, never, MS, Quantile.INFINITE, Quantile.INFINITE, Optional.of(early), false),
                        new PercentileGrade(
                                100,
                                never,
                                Quantile.INFINITE,
                                Quantile.INFINITE,
                                Quantile.INFINITE,
                                Optional.of(open),
                                true)),
                List.of("1 message missing in the target's log: 17"));
    }

    private static CellGrade own() {
        List<PercentileGrade> marks = CellGrade.PERCENTILES.stream()
                .map(p -> new PercentileGrade(p, OptionalDouble.empty(), MS, MS, MS, Optional.empty(), false))
                .toList();
        return new CellGrade(
                "a-schedule-of-ones-own",
                Cell.parse("websocket-long"),
                "20261122T100200Z-a-schedule-of-ones-own",
                Verdict.VALID,
                new OracleLateness(0, 0, 0),
                marks,
                List.of());
    }

    private static PercentileGrade at(double percentile, PercentileGrade mark) {
        return new PercentileGrade(
                percentile,
                mark.formulaNs(),
                mark.byScheduleNs(),
                mark.expectedNs(),
                mark.punctualNs(),
                mark.measured(),
                mark.isRight());
    }
}
