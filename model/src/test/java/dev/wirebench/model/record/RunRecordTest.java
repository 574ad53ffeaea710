package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
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
        Target target = Target.of(
                new HttpService(URI.create("http://127.0.0.1:1/a?b=c"))
                        .withMethod("PUT")
                        .withHeaders(Map.of("Accept", "*/*"))
                        .withBody("ü")
                        .withExpectStatus(201)
                        .withCheck(Service.Check.ANY),
                new WebSocketService(URI.create("ws://[::1]:2/"))
                        .withSubprotocol("chat")
                        .withMessage(Service.MessageType.TEXT),
                new RawService(URI.create("tcp://far.example:3"))
                        .withFraming(framing)
                        .withCheck(Service.Check.ANY));
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
        Plan plan = Plan.named("rich")
                .target(target)
                .allowedHosts(List.of("far.example"))
                .cells(Cell.parse("http-short"), Cell.parse("websocket-long"), Cell.parse("raw-10"))
                .load(loads)
                .payloadBytes(0)
                .phases(new Phases(0, 0.001, 3.5, 4.5))
                .gatling(new Phases(1, 2))
                .blocks(3)
                .workers(2)
                .idleStrategy(IdleStrategy.SPIN)
                .seed(Long.MIN_VALUE)
                .gates(
                        Gate.of("websocket-long.open-1000.p99 < 2 ms"),
                        new Gate("p50 no more than 5 % worse", Gate.OnInconclusive.FAIL))
                .baseline(Baseline.of(target))
                .maxPairs(12)
                .sweep(new Sweep(0.5, 64_000, 2, 0, 0.25, "max <= 3 ms"))
                .build();
        Map<Outcome, Long> failed = new HashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isFailure()) {
                failed.put(outcome, 10L + outcome.ordinal());
            }
        }
        long failures = failed.values().stream().mapToLong(Long::longValue).sum();
        Counts counts = new Counts(failures + 60, 10, failed, 20, 30);
        Block measured = Block.builder(SampleRun.STARTED_AT, 1)
                .elapsedNs(Long.MAX_VALUE / 4)
                .counts(counts)
                .traffic(new Traffic(1, 2, 3, 4, 5))
                .usage(new ResourceUsage(1, 2, 3))
                .workers(new WorkerStats(1, 2, 3, 4))
                .surroundings(Records.quiet()
                        .longestPauseNs(1)
                        .pausesNs(2)
                        .gcNs(3)
                        .compilationNs(4)
                        .listenOverflows(5)
                        .segmentsRetransmitted(6)
                        .segmentsSent(7)
                        .fileDescriptorsLeft(8)
                        .targetRestarts(9)
                        .build())
                .build();
        Block remote = Block.builder(SampleRun.ENDED_AT, 1)
                .elapsedNs(2)
                .warmUp(counts)
                .counts(counts)
                .usage(new ResourceUsage(ResourceUsage.UNKNOWN, 4, ResourceUsage.UNKNOWN))
                .build();
        List<CellRecord> cells = Stream.concat(
                        loads.stream(), Stream.of(plan.sweep().at(0.5)))
                .map(load -> CellRecord.of(
                        new CellKey(Cell.parse("raw-10"), load, Instrument.NIO), List.of(measured, remote)))
                .toList();
        return RunRecord.builder(plan, SampleRun.STARTED_AT)
                .verdict(verdict)
                .endedAt(SampleRun.ENDED_AT)
                .environment(SampleRun.environment())
                .calibration(new Calibration(3, 20_000, 25_000, 100_000.5, 6_000))
                .settling(List.of(new WarmUpResult(Cell.parse("raw-10"), 2.5, false)))
                .sources(new AddressRange(17, "127.0.0.1", "127.1.0.16"))
                .system(system)
                .skipped(List.of(Cell.parse("http-short")))
                .backendCpuNs(Map.of("raw-10.open-1000.nio", 7L))
                .links(Map.of(RunLink.GATE_PLAN, "plan.yaml", RunLink.SET_ASIDE, "x-set-aside-DISTURBED"))
                .cells(cells)
                .build();
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
        Target target = Target.of(
                new HttpService(URI.create("http://localhost/?user=me&access_token=s3cret&x=y#top"))
                        .withMethod("GET")
                        .withHeaders(headers),
                new WebSocketService(URI.create("ws://localhost/?apiKey=s3cret"))
                        .withHeaders(Map.of("Cookie", "s3cret")));
        RunRecord sample = SampleRun.record();
        Plan plan = Plan.named("x")
                .target(target)
                .cells(Cell.parse("http-long"))
                .load(SampleRun.LOAD)
                .phases(new Phases(0, 1))
                .build();
        RunRecord record = RunRecord.builder(plan, sample.startedAt())
                .verdict(sample.verdict())
                .endedAt(sample.endedAt())
                .environment(sample.environment())
                .build();
        assertThat(json(record)).doesNotContain("s3cret");
        Target written = record.plan().target();
        assertThat(written.service(HttpService.class).headers())
                .containsOnly(
                        Map.entry("Authorization", "***"), Map.entry("x-API-key", "***"), Map.entry("Accept", "*/*"));
        assertThat(written.service(HttpService.class).url())
                .hasToString("http://localhost/?user=me&access_token=***&x=y#top");
        assertThat(written.service(WebSocketService.class).headers()).containsEntry("Cookie", "***");
    }

    @Test
    void whatHasAFieldIsShownByItsNameBesideTheEnvironment() {
        assertThat(rich(new Framing.LengthPrefix(), Verdict.VALID).facts())
                .containsAllEntriesOf(SampleRun.environment())
                .containsEntry("generator.source-addresses", "17 addresses, 127.0.0.1 to 127.1.0.16")
                .containsEntry("system.skipped", "http-short")
                .containsEntry("system.backend-cpu-ns.raw-10.open-1000.nio", "7")
                .containsEntry("gate.plan", "plan.yaml")
                .containsEntry("set-aside", "x-set-aside-DISTURBED")
                .hasSize(SampleRun.environment().size() + 5);
        assertThat(SampleRun.record().facts()).isEqualTo(SampleRun.environment());
    }

    /** As formats 1 and 2 have it. */
    @Test
    void factsThatWereTextInTheEnvironmentAreReadIntoTheirFields() throws JsonProcessingException {
        for (String addresses : List.of("127.0.0.1", "17 addresses, 127.0.0.1 to 127.1.0.16")) {
            Map<String, String> old = SampleRun.environment();
            old.put("generator.source-addresses", addresses);
            old.put("system.skipped", "http-short, raw-10");
            old.put("system.backend-cpu-ns.raw-long.open-1.5.nio", "12345678901");
            old.put("gate.plan", "plans/gate.yaml");
            old.put("gate.baseline", "x-baseline");
            old.put("gate.stored-baseline", "baselines/x");
            old.put("set-aside", "x-set-aside-DISTURBED");
            old.put("gatling.report", "../index.html");
            ObjectNode tree = (ObjectNode) Json.JSON.readTree(
                    json(SampleRun.record().toBuilder().environment(old).build()));
            NamedFacts.upgrade(tree);
            RunRecord record = Json.JSON.treeToValue(tree, RunRecord.class);
            assertThat(record.environment()).isEqualTo(SampleRun.environment());
            assertThat(record.facts()).isEqualTo(old);
            assertThat(record.skipped()).containsExactly(Cell.parse("http-short"), Cell.parse("raw-10"));
            assertThat(record.backendCpuNs()).containsOnly(Map.entry("raw-long.open-1.5.nio", 12_345_678_901L));
            assertThat(record.links()).hasSize(RunLink.values().length);
        }
    }

    @Test
    void aRecordDoesNotChangeWithTheMapItWasMadeOf() {
        Map<String, String> environment = SampleRun.environment();
        RunRecord sample = SampleRun.record();
        RunRecord record = sample.toBuilder().environment(environment).build();
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
