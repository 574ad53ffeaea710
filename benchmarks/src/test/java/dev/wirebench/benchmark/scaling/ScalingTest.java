package dev.wirebench.benchmark.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.benchmark.MeasuredBlock;
import dev.wirebench.benchmark.Spread;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.LatencyRecorder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final Cell RAW = Cell.parse("raw-long");
    private static final ScalingPoint AT_64 = Axis.CONNECTIONS.point(RAW, 64);
    private static final ScalingPoint AT_4096 = Axis.CONNECTIONS.point(RAW, 4096);

    private static PointResult figures(double cpuNs) {
        return new PointResult(cpuNs, 50_000, 20_000, 200_000, 0);
    }

    /** Twice as slow a machine in the second round. */
    private static ScalingResults results() {
        ScalingResults results = new ScalingResults();
        results.add(AT_64, figures(4_000));
        results.add(AT_4096, figures(6_800));
        results.add(AT_64, figures(8_000));
        results.add(AT_4096, new PointResult(12_000, 40_000, 20_000, 200_000, 3));
        return results;
    }

    @Test
    void aRatioIsThatOfEachRound() {
        assertThat(results().ratio(AT_4096, AT_64, ScalingMetric.CPU)).isEqualTo(new Spread(1.5, (1.5 + 1.7) / 2, 1.7));
        assertThat(results().spread(AT_4096, ScalingMetric.CPU)).isEqualTo(new Spread(6_800, 9_400, 12_000));
        assertThat(results().ratio(AT_64, AT_64, ScalingMetric.CPU)).isEqualTo(new Spread(1, 1, 1));
    }

    @Test
    void everyPointIsMeasuredOnceHoweverManyAxesItLiesOn() {
        assertThat(Axis.points()).hasSize(3 * (5 + 4 - 1 + 2)).contains(AT_64);
        assertThat(Axis.PAYLOAD.point(RAW, 64)).isEqualTo(AT_64).isEqualTo(Axis.CONNECTIONS.reference(RAW));
        assertThat(Axis.points().stream().filter(point -> !point.isPinned()))
                .hasSize(6)
                .allMatch(point -> point.connections() == 64 && point.payloadBytes() == 64);
    }

    @Test
    void theTableHasARowForEachPointAndSaysWhatIsNotKnown() {
        String table = ScalingTable.of(results());
        assertThat(table.lines())
                .contains("| raw-long | 4096 | 9.40 (6.80 to 12.00) | 1.60 (1.50 to 1.70) | 45000 (40000 to 50000)"
                        + " | 20.0 (20.0 to 20.0) | 200.0 (200.0 to 200.0) | 3 |")
                .contains("| http-long | 512 | - | - | - | - | - | 0 |")
                .contains("- raw-long: 1.60 x, not met")
                .contains("- http-long: not known");
        assertThat(table.lines().filter(line -> line.contains("-long | "))).hasSize(3 * (5 + 4 + 2));
    }

    @Test
    void theDataHasWhatTheTableHas() throws IOException {
        JsonNode data = Json.MAPPER.readTree(ScalingData.of(results(), Instant.EPOCH, "two rounds"));
        assertThat(data.path("conditions").asText()).isEqualTo("two rounds");
        assertThat(data.path("series")).hasSize(9);
        JsonNode raw = data.path("series").path(0);
        assertThat(raw.path("axis").asText()).isEqualTo("connections");
        JsonNode most = raw.path("points").path(4);
        assertThat(most.path("value").asInt()).isEqualTo(4096);
        assertThat(most.path("cpuNsPerMessage").path("median").asDouble()).isEqualTo(9_400);
        assertThat(most.path("cpuRatio").path("highest").asDouble()).isEqualTo(1.7);
        assertThat(most.path("throughputRatio").path("lowest").asDouble()).isEqualTo(0.8);
        assertThat(most.path("unanswered").asInt()).isEqualTo(3);
        JsonNode unknown = raw.path("points").path(0);
        assertThat(unknown.path("value").asInt()).isEqualTo(1);
        assertThat(unknown.has("cpuNsPerMessage")).isFalse();
    }

    @Test
    void thePageHoldsItsDataAndTheScriptThatDrawsIt() {
        String page = ScalingPage.of("{\"conditions\": \"a < b\"}");
        assertThat(page)
                .contains("<script type=\"application/json\" id=\"data\">{\"conditions\": \"a \\u003c b\"}</script>")
                .contains("<title>Wirebench: scaling</title>")
                .contains("// Draws scaling.json");
    }

    @Test
    void aBlocksFiguresAreForEachAnsweredMessage() {
        assertThat(PointResult.of(new MeasuredBlock(block(4, 1), 30_000, 10_000)))
                .isEqualTo(new PointResult(10_000, 4, 1_000_447, 1_000_447, 1));
        assertThat(PointResult.of(new MeasuredBlock(block(0, 2), 30_000, 10_000))
                        .cpuNs())
                .isNaN();
        assertThat(PointResult.of(new MeasuredBlock(block(0, 2), 30_000, 10_000))
                        .unanswered())
                .isEqualTo(2);
    }

    /** A second in which so many messages were answered within a millisecond, and others never. */
    private static BlockResult block(int answered, int timedOut) {
        LatencyRecorder recorder = new LatencyRecorder(0, 1_000_000_000, 1_000_000_000);
        for (int i = 0; i < answered + timedOut; i++) {
            recorder.intend();
            recorder.record(i < answered ? Outcome.ANSWERED : Outcome.TIMED_OUT, 0, 0, 1_000_000);
        }
        Block block = Block.builder(Instant.EPOCH, 1_000_000_000)
                .warmUp(recorder.counts())
                .counts(recorder.counts())
                .build();
        return new BlockResult(
                new CellKey(RAW, new Load.Closed(64), Instrument.NIO), block, List.copyOf(recorder.intervals()));
    }
}
