package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.Json;
import dev.wirebench.model.text.PlanException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gates and the baseline, as parts of a plan. */
class PlanTest {

    private static final String PLAN = """
            name: x
            cells: [http-short, http-long, websocket-long]
            load: [{kind: open, ratePerSecond: 100, connections: 4}, {kind: closed, connections: 4}]
            phases: {warmUpSeconds: 0, measurementSeconds: 1}
            """;

    private static Plan plan(String more) {
        return PlanFile.parse("p.yaml", PLAN + more);
    }

    private static List<Cell> cells(String... names) {
        return Stream.of(names).map(Cell::parse).toList();
    }

    @Test
    void aGateGoesWithTheLastCellThatItAsksAbout() {
        Plan plan = plan("""
                gates:
                  - p99 < 2 ms
                  - http-long.p99 < 2 ms
                  - http-long.p50 < 0.5 x http-short.p50
                  - handshake.p50 < 2 ms
                maxPairs: 20
                """);
        Plan fewer = plan.withCells(cells("http-long"));
        assertThat(fewer.gates()).extracting(Gate::text).containsExactly("p99 < 2 ms", "http-long.p99 < 2 ms");
        assertThat(fewer.maxPairs()).isEqualTo(20);
        assertThat(plan.withCells(cells("http-short", "http-long")).gates()).hasSize(3);
        assertThat(plan.withCells(plan.cells())).isEqualTo(plan);
    }

    @Test
    void theBaselineIsAPlanOfItsOwn() {
        Plan plan = plan("""
                script: {service: {kind: constant, ms: 2}}
                gates: [p99 no more than 10 % worse]
                baseline: {script: {service: {kind: constant, ms: 1}}}
                maxPairs: 30
                """);
        Plan other = plan.ofBaseline();
        assertThat(other.name()).isEqualTo("x");
        assertThat(other.script()).isEqualTo(TargetScript.parallel(new TargetScript.Constant(1)));
        assertThat(other.gates()).isEmpty();
        assertThat(other.baseline()).isNull();
        assertThat(other.cells()).isEqualTo(plan.cells());
        assertThat(other.load()).isEqualTo(plan.load());
        assertThat(plan("script: {service: {kind: constant, ms: 2}}\nbaseline: {}\n")
                        .ofBaseline()
                        .script())
                .isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.ofBaseline())
                .withMessage("baseline is missing");
    }

    @Test
    void loadGoesToABaselineOnlyWhereThePlanAllowsIt() {
        String baseline = """
                baseline: {target: {http: {url: 'http://far.example/'}, websocket: {url: 'ws://localhost/'}}}
                """;
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> plan(baseline))
                .withMessage("p.yaml:5:20: baseline.target is not on loopback, where load goes unless the plan says"
                        + " otherwise: name 'far.example' in allowedHosts");
        assertThat(plan(baseline + "allowedHosts: [far.example]\n")
                        .ofBaseline()
                        .target()
                        .service(HttpService.class))
                .isNotNull();
    }

    @Test
    void credentialsOfTheBaselineNeverReachTheRecord() throws JsonProcessingException {
        Plan plan = plan("""
                baseline:
                  target:
                    http: {url: "http://localhost/?token=s3cret", headers: {Authorization: s3cret}}
                    websocket: {url: "ws://localhost/?key=s3cret"}
                gates: [p50 no more than 10 % worse]
                """);
        Plan redacted = plan.redacted();
        assertThat(Json.JSON.writeValueAsString(redacted)).doesNotContain("s3cret");
        assertThat(redacted.baseline().target().service(Protocol.HTTP).url())
                .hasToString("http://localhost/?token=***");
        assertThat(redacted.gates()).isEqualTo(plan.gates());
    }

    @Test
    void whatSaysNoMoreThanItsDefaultIsNotWritten() throws JsonProcessingException {
        JsonNode none = Json.JSON.valueToTree(plan("gates: []\nmaxPairs: " + Plan.DEFAULT_MAX_PAIRS + "\n"));
        assertThat(none.has("gates")).isFalse();
        assertThat(none.has("baseline")).isFalse();
        assertThat(none.has("maxPairs")).isFalse();
        assertThat(Json.JSON.treeToValue(none, Plan.class)).isEqualTo(plan(""));

        Plan plan = plan("gates: [failed == 0]\nbaseline: {}\nmaxPairs: 40\n");
        JsonNode some = Json.JSON.valueToTree(plan);
        assertThat(some.path("gates")).hasToString("[{\"rule\":\"failed == 0\",\"onInconclusive\":\"report\"}]");
        assertThat(some.path("baseline")).hasToString("{}");
        assertThat(some.path("maxPairs").asInt()).isEqualTo(40);
        assertThat(Json.JSON.treeToValue(some, Plan.class)).isEqualTo(plan);
    }
}
