package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final String MINIMAL = """
            name: x
            cells: [http-short, raw-10]
            load: [{kind: open, ratePerSecond: 100, connections: 4}]
            phases: {warmUpSeconds: 0, measurementSeconds: 1}
            """;

    @Test
    void aMinimalPlanGetsTheDefaults() {
        Plan plan = PlanFile.parse("p.yaml", MINIMAL);
        assertThat(plan.cells()).extracting(Cell::name).containsExactly("http-short", "raw-10");
        assertThat(plan.load()).containsExactly(new Load.Open(100, Load.Arrivals.CONSTANT, 4));
        assertThat(plan.payloadBytes()).isEqualTo(Plan.DEFAULT_PAYLOAD_BYTES);
        assertThat(plan.phases().timeoutSeconds()).isEqualTo(Phases.DEFAULT_TIMEOUT_SECONDS);
        assertThat(plan.target()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ratePerSecond: 100    | ratePerSecond: -1     | load[0]: ratePerSecond must be above 0 and at most 1000000, was -1
            ratePerSecond: 100    | ratePerSecond: 5, rate: 5 | unknown key 'rate' in load[0]; allowed:
            connections: 4        | connections: 0        | load[0]: connections must be 1 to 20000, was 0
            raw-10                | socket.io             | cells[1]: unknown cell 'socket.io'; allowed: http, websocket, raw or socket.io
            raw-10                | raw-0                 | cells[1]: unknown cell 'raw-0'; allowed: http, websocket, raw or socket.io
            kind: open            | kind: ajar            | load[0]
            ratePerSecond: 100,   | ''                    | load[0].ratePerSecond: is missing
            raw-10                | http-short            | cells must be distinct, but http-short stands twice
            measurementSeconds: 1 | measurementSeconds: 0 | phases: measurementSeconds must be above 0
            name: x               | name: ../x            | name must be 1 to 64 letters
            """)
    void aMistakeIsRefusedWithItsPlace(String right, String wrong, String message) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", MINIMAL.replace(right, wrong)))
                .withMessageStartingWith("p.yaml:")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void anUnknownKeyIsNamedWithThoseThatAreAllowed() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", MINIMAL + "rate: 5\n"))
                .withMessageStartingWith("p.yaml:5:")
                .withMessageContaining("unknown key 'rate'; allowed: allowedHosts, baseline, blocks, cells");
    }

    @Test
    void thePlaceIsThatOfTheWrongValue() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", MINIMAL.replace("100", "-1")))
                .withMessageStartingWith("p.yaml:3:36: load[0]: ratePerSecond must be above 0");
    }

    @Test
    void aHostBesidesLoopbackMustBeAllowed() {
        String plan = MINIMAL.replace("raw-10", "http-long") + "target: {http: {url: 'http://example.test:8080/'}}\n";
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", plan))
                .withMessage("p.yaml:5:9: target is not on loopback, where load goes unless the plan says otherwise:"
                        + " name 'example.test' in allowedHosts");
        assertThat(PlanFile.parse("p.yaml", plan + "allowedHosts: [example.test]")
                        .target()
                        .service(HttpService.class)
                        .method())
                .isEqualTo("POST");
    }

    /** Its key has a dot, as what stands between keys has. */
    @Test
    void thePlaceOfASocketIoServicesMistakeIsFound() {
        String plan = MINIMAL + "target:\n  socket.io:\n    url: ws://localhost:3000/socket.io/\n";
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", plan))
                .withMessage("p.yaml:7:10: target.socket.io: url must look like"
                        + " ws://host:port/socket.io/?EIO=4&transport=websocket, was ws://localhost:3000/socket.io/");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.read(Path.of("nowhere.yaml")))
                .withMessage("nowhere.yaml: no such plan; a plan is a YAML file, ready ones lie in plans/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            gates: [failed == 0, p99 < 2]              | 5:22: gates[1]: p99 is a time in ns, us, ms or s
            "gates:\n  - failed == 0\n  - p99 < 2"     | 7:5: gates[1]: p99 is a time
            "gates:\n  - failed == 0\n  - rule: p99 < 2" | 7:5: gates[1]: p99 is a time
            gates: [failed == 0, {rule: p99 < 2}]      | 5:22: gates[1]: p99 is a time
            gates: [{onInconclusive: pass, rule: p100 < 2 ms}] | 5:9: gates[0]: a percentile is above p0
            gates: [failed == 0, raw-long.p99 < 2 ms]  | 5:22: gates[1] asks 'raw-long.p99 < 2 ms', which the plan does not measure: its cells are [http-short, raw-10], its loads [open-100]
            gates: [open-99.p99 < 2 ms]                | 5:9: gates[0] asks 'open-99.p99 < 2 ms', which the plan does not measure
            gates: [http-short.p9 < raw-long.p9]       | 5:9: gates[0] asks 'http-short.p9 < raw-long.p9', which
            gates: [handshake.p99 < 2 ms]              | its loads [open-100], and only websocket and socket.io cells shake hands
            gates: [p99 < 2 ms, failed == 0, p99<2000us] | 5:34: gates[2] is the same rule as gates[0]: 'p99<2000us'
            gates: [p99 < 2 ms, {rule: p99 < 2 ms, onInconclusive: fail}] | 5:21: gates[1] is the same rule as gates[0]
            "gates:\n  - failed == 0\n  -"             | gates[1] is empty
            gates: [failed == 0, 5]                    | 5:22: gates[1]: must be a rule such as 'p99 < 2 ms', or {rule: 'p99 < 2 ms', onInconclusive: pass}
            gates: [[failed == 0]]                     | 5:9: gates[0]: must be a rule such as
            gates: failed == 0                         | 5:8: gates: must be a list
            gates: [{rule: failed == 0, onInconclusive: maybe}] | 5:45: gates[0].onInconclusive: must be one of report, pass, fail, was 'maybe'
            gates: [{rule: failed == 0, onInconclusive: 1}] | 5:45: gates[0].onInconclusive: must be one of report, pass, fail, was '1'
            gates: [{rule: failed == 0, onFailure: x}] | unknown key 'onFailure' in gates[0]; allowed: onInconclusive, rule
            gates: [{onInconclusive: fail}]            | gates[0].rule: is missing
            gates: [{rule: }]                          | 5:15: gates[0]: rule is missing
            maxPairs: 11                               | 5:11: maxPairs must be 12 to 1000, was 11
            maxPairs: many                             | 5:11: maxPairs: must be a whole number
            baseline: none                             | 5:11: baseline: must be a mapping of keys to values
            "baseline: {script: {service: {kind: constant, ms: 1}}, target: {}}" | 5:20: baseline: script belongs to the embedded targets, so it cannot stand beside target
            "baseline: {target: {http: {url: 'http://127.0.0.1/'}}}" | cell raw-10 needs baseline.target.raw, which is missing
            """)
    void aMistakeInAGateIsRefusedWithThePlaceOfThatGate(String lines, String message) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", MINIMAL + lines + "\n"))
                .withMessageStartingWith("p.yaml:")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("dev.wirebench"));
    }

    @Test
    void aGateIsATextOrATextWithWhatToDoWhenInconclusive() {
        Plan plan = PlanFile.parse("p.yaml", MINIMAL + """
                gates:
                  - p99 no more than 10 % worse
                  - {rule: failed == 0, onInconclusive: fail}
                baseline: {}
                """);
        assertThat(plan.gates())
                .containsExactly(
                        Gate.of("p99 no more than 10 % worse"), new Gate("failed == 0", Gate.OnInconclusive.FAIL));
        assertThat(plan.baseline()).isEqualTo(Baseline.EMBEDDED);
        assertThat(plan.maxPairs()).isEqualTo(Plan.DEFAULT_MAX_PAIRS);
    }

    @Test
    void theLinesOfTheGatesAreThoseOfTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, MINIMAL + """
                # first
                gates:
                  - failed == 0

                  - rule: p99 < 2 ms
                    onInconclusive: pass
                  # the next one stands on two lines
                  - p50 <
                    1 ms
                  - {rule: p50 no more than 10 % worse}
                """);
        assertThat(PlanFile.gateLines(file)).containsExactly(7, 9, 12, 14);
        Files.writeString(file, MINIMAL + "gates: [failed == 0, p99 < 2 ms,\n        p50 < 1 ms]\n");
        assertThat(PlanFile.gateLines(file)).containsExactly(5, 5, 6);
        Files.writeString(file, MINIMAL);
        assertThat(PlanFile.gateLines(file)).isEmpty();
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.gateLines(folder.resolve("nowhere.yaml")))
                .withMessageEndingWith("nowhere.yaml: no such plan; a plan is a YAML file, ready ones lie in plans/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "[http-short, raw-10]" | "[http-short, null]" | cells[1] is empty
            "[http-short, raw-10]" | http-short        | cells: must be a list
            kind: open, | "kind: open, arrivals: 1,"   | load[0].arrivals: must be one of constant, poisson, was '1'
            connections: 4 | connections: few          | load[0].connections: must be a whole number
            ratePerSecond: 100 | ratePerSecond: fast   | load[0].ratePerSecond: must be a number
            """)
    void aValueOfAnotherKindIsRefusedInTheWordsOfAPlan(String right, String wrong, String message) {
        String plan = MINIMAL.replace(right, wrong);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", plan))
                .withMessageContaining(message);
    }
}
