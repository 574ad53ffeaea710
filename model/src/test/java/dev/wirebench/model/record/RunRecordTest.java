package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Framing;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Protocol;
import dev.wirebench.model.plan.SampleRun;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.text.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class RunRecordTest {

    /** Every kind of load, service, framing and outcome. */
    public static RunRecord rich(Framing framing, Verdict verdict) {
        Target target = new Target(
                new Target.Http(URI.create("http://127.0.0.1:1/a?b=c"), "PUT", Map.of("Accept", "*/*"), "ü", 201, null),
                new Target.WebSocket(
                        URI.create("ws://[::1]:2/"), Map.of(), "chat", Target.MessageType.TEXT, null, null),
                new Target.Raw(URI.create("tcp://far.example:3"), framing, null, Target.Check.ANY));
        List<Load> loads = List.of(
                new Load.Open(0.25, Load.Arrivals.POISSON, 3),
                new Load.Open(1000, Load.Arrivals.CONSTANT, 3),
                new Load.Closed(20_000));
        SystemRecord system = new SystemRecord(
                "nginx",
                "nginx",
                "1.22.1",
                Map.of("compression", "off"),
                List.of("it counts its workers"),
                List.of(new SystemRecord.Check(Protocol.RAW, "text", SystemRecord.Result.UNABLE, "<no>")),
                10,
                12_345);
        Plan plan = new Plan(
                "rich",
                target,
                null,
                List.of("far.example"),
                List.of(Cell.parse("http-short"), Cell.parse("websocket-long"), Cell.parse("raw-10")),
                loads,
                0,
                new Phases(0, 0.001, 3.5, 4.5),
                new Phases(1, 2, null, null),
                3,
                2,
                IdleStrategy.SPIN,
                Long.MIN_VALUE,
                List.of(
                        Gate.of("websocket-long.open-1000.p99 < 2 ms"),
                        new Gate("p50 no more than 5 % worse", Gate.OnInconclusive.FAIL)),
                new Baseline(target, null),
                12,
                null,
                new Sweep(0.5, 64_000, 2, 0, 0.25, "max <= 3 ms"));
        Map<Outcome, Long> failed = new HashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isFailure()) {
                failed.put(outcome, 10L + outcome.ordinal());
            }
        }
        long failures = failed.values().stream().mapToLong(Long::longValue).sum();
        Counts counts = new Counts(failures + 60, 10, failed, 20, 30);
        Block measured = new Block(
                SampleRun.STARTED_AT,
                1,
                Long.MAX_VALUE / 4,
                Counts.NONE,
                counts,
                new Traffic(1, 2, 3, 4, 5),
                new ResourceUsage(1, 2, 3),
                new WorkerStats(1, 2, 3, 4),
                new Interference(1, 2, 3, 4, 5, 6, 7, 8, 9));
        Block remote = new Block(
                SampleRun.ENDED_AT,
                1,
                2,
                counts,
                counts,
                Traffic.NONE,
                new ResourceUsage(ResourceUsage.UNKNOWN, 4, ResourceUsage.UNKNOWN));
        List<CellRecord> cells = Stream.concat(
                        loads.stream(), Stream.of(plan.sweep().at(0.5)))
                .map(load -> new CellRecord(Cell.parse("raw-10"), load, Instrument.NIO, List.of(measured, remote)))
                .toList();
        return new RunRecord(
                RunRecord.FORMAT,
                plan,
                verdict,
                SampleRun.STARTED_AT,
                SampleRun.ENDED_AT,
                SampleRun.environment(),
                new Calibration(3, 20_000, 25_000, 100_000.5, 6_000),
                List.of(new WarmUpResult(Cell.parse("raw-10"), 2.5, false)),
                system,
                cells);
    }

    @Test
    void aRecordIsReadBackAsItWasWritten() throws JsonProcessingException {
        List<Framing> framings =
                List.of(new Framing.LengthPrefix(), new Framing.Delimiter("\r\n"), new Framing.FixedSize(9));
        for (Verdict.Validity validity : Verdict.Validity.values()) {
            for (Framing framing : framings) {
                List<String> reasons = validity == Verdict.Validity.VALID ? List.of() : List.of("one", "two");
                RunRecord record = rich(framing, new Verdict(validity, reasons));
                assertThat(Json.JSON.readValue(json(record), RunRecord.class)).isEqualTo(record);
            }
        }
        assertThat(Json.JSON.readValue(json(SampleRun.record()), RunRecord.class))
                .isEqualTo(SampleRun.record());
    }

    @Test
    void sumsOverTheBlocksAreWrittenButNotReadBack() throws JsonProcessingException {
        RunRecord record = SampleRun.record();
        ObjectNode tree = (ObjectNode) Json.JSON.readTree(json(record));
        ObjectNode cell = (ObjectNode) tree.at("/cells/0");
        assertThat(cell.at("/counts/intended").asLong()).isEqualTo(7);
        assertThat(cell.at("/counts/answered").asLong()).isEqualTo(4);
        assertThat(cell.at("/counts/failed").toString()).isEqualTo("{\"connect-failed\":1,\"wrong-status\":1}");
        assertThat(cell.at("/traffic/messageBytesDown").asLong()).isEqualTo(4 * 227);
        assertThat(cell.at("/usage/targetCpuNs").asLong()).isEqualTo(8_000_000);
        assertThat(cell.at("/usage/targetRssBytes").asLong()).isEqualTo(50_000_000);
        assertThat(tree.at("/cells/1/usage/targetCpuNs").asLong()).isEqualTo(ResourceUsage.UNKNOWN);

        cell.put("counts", "nonsense").remove(List.of("traffic", "usage"));
        assertThat(Json.JSON.treeToValue(tree, RunRecord.class)).isEqualTo(record);
    }

    @Test
    void aMissingNumberIsNotTakenForZero() throws JsonProcessingException {
        for (String place : List.of("counts", "traffic", "usage", "warmUp")) {
            JsonNode block = Json.JSON.readTree(json(SampleRun.record())).at("/cells/0/blocks/0");
            for (JsonNode node = block.path(place); !node.isEmpty(); ) {
                String key = node.fieldNames().next();
                ((ObjectNode) node).remove(key);
                assertThatExceptionOfType(JsonProcessingException.class)
                        .as("%s without %s", place, key)
                        .isThrownBy(() -> Json.JSON.treeToValue(block, Block.class));
            }
        }
    }

    @Test
    void aRecordWhoseCountsDoNotAddUpIsRefused() {
        assertThatExceptionOfType(ValueInstantiationException.class)
                .isThrownBy(() -> Json.JSON.readValue(
                        json(SampleRun.record()).replaceFirst("\"answered\" : 3", "\"answered\" : 4"), RunRecord.class))
                .withMessageContaining("accounting error: 4 messages intended, but 5 ended");
    }

    @Test
    void credentialsNeverReachTheRecord() {
        Map<String, String> headers = Map.of("Authorization", "Bearer s3cret", "x-API-key", "s3cret", "Accept", "*/*");
        Target target = new Target(
                new Target.Http(
                        URI.create("http://localhost/?user=me&access_token=s3cret&x=y#top"),
                        "GET",
                        headers,
                        null,
                        null,
                        null),
                new Target.WebSocket(
                        URI.create("ws://localhost/?apiKey=s3cret"),
                        Map.of("Cookie", "s3cret"),
                        null,
                        null,
                        null,
                        null),
                null);
        RunRecord sample = SampleRun.record();
        Plan plan = new Plan(
                "x",
                target,
                null,
                null,
                List.of(Cell.parse("http-long")),
                List.of(SampleRun.LOAD),
                null,
                new Phases(0, 1, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                plan,
                sample.verdict(),
                sample.startedAt(),
                sample.endedAt(),
                sample.environment(),
                null,
                null,
                null,
                List.of());
        assertThat(json(record)).doesNotContain("s3cret");
        Target written = record.plan().target();
        assertThat(written.http().headers())
                .containsOnly(
                        Map.entry("Authorization", "***"), Map.entry("x-API-key", "***"), Map.entry("Accept", "*/*"));
        assertThat(written.http().url()).hasToString("http://localhost/?user=me&access_token=***&x=y#top");
        assertThat(written.websocket().headers()).containsEntry("Cookie", "***");
    }

    @Test
    void aRecordDoesNotChangeWithTheMapItWasMadeOf() {
        Map<String, String> environment = SampleRun.environment();
        RunRecord sample = SampleRun.record();
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                sample.plan(),
                sample.verdict(),
                sample.startedAt(),
                sample.endedAt(),
                environment,
                sample.calibration(),
                sample.settling(),
                null,
                sample.cells());
        environment.clear();
        assertThat(record).isEqualTo(sample);
        assertThat(record.environment().keySet()).containsExactly("os", "cpu", "java");
    }

    /** In Turkish the lower case of I has no dot. */
    @Test
    void whatStandsInFilesDoesNotDependOnTheMachinesLanguage() {
        RunRecord record = rich(new Framing.LengthPrefix(), Verdict.VALID);
        String expected = json(record);
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(json(record)).isEqualTo(expected);
            assertThat(Measure.SERVICE.label()).isEqualTo("service");
            assertThat(Outcome.TIMED_OUT.label()).isEqualTo("timed-out");
        } finally {
            Locale.setDefault(usual);
        }
    }

    private static String json(RunRecord record) {
        try {
            return Json.JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
