package dev.wirebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
            raw-10                | raw-0                 | cells[1]: unknown cell 'raw-0'; allowed: http, websocket or raw
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
                .withMessageContaining("unknown key 'rate'; allowed: allowedHosts, blocks, cells");
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
                .withMessageContaining("name 'example.test' in allowedHosts");
        assertThat(PlanFile.parse("p.yaml", plan + "allowedHosts: [example.test]")
                        .target()
                        .http()
                        .method())
                .isEqualTo("POST");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.read(Path.of("nowhere.yaml")))
                .withMessage("nowhere.yaml: no such plan");
    }
}
