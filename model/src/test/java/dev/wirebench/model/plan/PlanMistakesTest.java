package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wirebench.model.text.PlanException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is wrong with a plan is told at once, each mistake with its place, and nothing that another has caused. */
class PlanMistakesTest {

    private static final String REST = "load: [{kind: open, ratePerSecond: 100, connections: 4}]\n"
            + "phases: {warmUpSeconds: 0, measurementSeconds: 1}\n";

    private static List<String> mistakes(String plan) {
        PlanException refused = catchThrowableOfType(PlanException.class, () -> PlanFile.parse("p.yaml", plan));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.getMessage()).isEqualTo(String.join("\n", refused.mistakes()));
        return refused.mistakes();
    }

    @Test
    void allMistakesOfAPlanAreToldInTheOrderOfTheFile() {
        assertThat(mistakes("""
                name: bad name
                cells: [http-shrt, raw-long, websocket-1]
                load:
                  - {kind: open, ratePerSecond: -1, connections: 4}
                  - {kind: opne, connections: 4}
                  - {kind: open, ratePersecond: 5, connections: 4}
                phases: {warmUpSeconds: 0, measurementSecond: 1}
                blcoks: 3
                payloadBytes: -3
                workers: 0
                idleStrategy: hybird
                gates: [p99 < 2, failed == 0]
                target:
                  http: {url: 'http://localhost/', method: get}
                  raw: {url: 'tcp://h', framing: {kind: dlimiter}}
                seed: 99999999999999999999
                maxPairs: 5
                """))
                .satisfiesExactly(
                        says("p.yaml:1:7: name must be 1 to 64 letters"),
                        says("p.yaml:2:9: cells[0]: unknown cell 'http-shrt'; allowed", "; did you mean http-short?"),
                        says("p.yaml:4:33: load[0]: ratePerSecond must be above 0"),
                        says("p.yaml:5:12: load[1]: kind must be one of open, closed, was 'opne'; did you mean open?"),
                        says("p.yaml:6:5: load[2].ratePerSecond: is missing"),
                        says("p.yaml:6:33: unknown key 'ratePersecond' in load[2]", "; did you mean ratePerSecond?"),
                        says("p.yaml:7:9: phases.measurementSeconds: is missing"),
                        says("p.yaml:7:47: unknown key 'measurementSecond'", "; did you mean measurementSeconds?"),
                        says("p.yaml:8:9: unknown key 'blcoks'; allowed: allowedHosts", "; did you mean blocks?"),
                        says("p.yaml:9:15: payloadBytes must be 0 to"),
                        says("p.yaml:10:10: workers must be 1 to 64, was 0"),
                        says("p.yaml:11:15: idleStrategy: must be one of", "'hybird'; did you mean hybrid?"),
                        says("p.yaml:12:9: gates[0]: p99 is a time"),
                        says("p.yaml:14:44: target.http: method must be an upper-case"),
                        says("p.yaml:15:14: target.raw: url must name a port"),
                        says("p.yaml:15:41: target.raw.framing: kind must be one of", "; did you mean delimiter?"),
                        says("p.yaml:16:7: seed: must be a whole number"),
                        says("p.yaml:17:11: maxPairs must be 12 to 1000"));
    }

    private static java.util.function.Consumer<String> says(String... parts) {
        return mistake -> assertThat(mistake).startsWith(parts[0]).contains(parts);
    }

    /** Without its cells a plan measures nothing that a gate could ask about: that is no mistake of the gate. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            cells: [raw-lnog]             | gates: [raw-long.p99 < 2 ms]
            cells: [raw-lnog]             | target: {raw: {url: 'tcp://localhost:1'}}
            "cells: [raw-long, raw-lng]"  | gates: [raw-short.p99 < 2 ms]
            cells: [raw-lnog]             | baseline: {target: {http: {url: 'http://localhost/'}}}
            """)
    void whatAMistakeHasCausedIsNoMistake(String wrong, String caused) {
        assertThat(mistakes("name: x\n" + wrong + "\n" + REST + caused + "\n"))
                .singleElement()
                .asString()
                .contains("unknown cell");
    }

    @Test
    void theGateBehindAWrongOneKeepsItsPlace() {
        assertThat(mistakes("name: x\ncells: [raw-long]\n" + REST + "gates: [p99 < 2, failed == 0, p50 < 2]\n"))
                .satisfiesExactly(says("p.yaml:5:9: gates[0]: p99"), says("p.yaml:5:31: gates[2]: p50"));
    }

    @Test
    void noMoreThanTwentyAreTold() {
        String keys = IntStream.range(0, 100).mapToObj(i -> "key" + i + ": 1\n").reduce("", String::concat);
        assertThat(mistakes("name: x\ncells: [raw-long]\n" + REST + keys)).hasSize(20);
    }

    @Test
    void aMistakeIsOneLineWhateverTheValueHoldsAndNeverDrivesATerminal() {
        assertThat(mistakes("name: \"a\\nwirebench: all is well\\e[2J\\u009b\\u202e\\a\"\ncells: [raw-long]\n" + REST))
                .singleElement()
                .asString()
                .contains("a\\nwirebench: all is well\\u001b[2J\\u009b\\u202e\\u0007")
                .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u202a-\u202e\u2066-\u2069]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "target: {http: {url: 'http://me:s3cret@localhost/?a=1'}}"              | http://***@localhost/?a=1
            "target: {http: {url: 'https://localhost/?jwt=s3cret&a=1'}}"            | https://localhost/?jwt=***&a=1
            "target: {http: {url: 'http://local host/?sig=s3cret'}}"                | http://local host/?sig=***
            "target: {http: {url: 'ftp://localhost/?mine=s3cret'}}\nsecrets: [Mine]" | ftp://localhost/?mine=***
            "target: {raw: {url: 'tcp://localhost/?sid=s3cret'}}"                   | tcp://localhost/?sid=***
            "target: {http: {url: 'http://localhost/', headers: {'Authorization: s3cret': x}}}" | Authorization: ***
            "target: {http: {url: 'http://localhost/', headers: {Authorization: [s3cret]}}}" | headers.Authorization: must be text
            "target: {http: {url: 'http://localhost/', body: {password: s3cret}}}"  | target.http.body: must be text
            """)
    void aRefusedPlanKeepsItsSecrets(String lines, String shown) {
        assertThat(String.join("\n", mistakes("name: x\ncells: [http-long]\n" + REST + lines + "\n")))
                .contains(shown)
                .doesNotContain("s3cret");
    }

    @Test
    void anAliasIsRefusedBeforeItGrows() {
        StringBuilder laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append((before + ",").repeat(9))
                    .append("x]\n");
        }
        assertThat(mistakes(laughs.toString()))
                .singleElement()
                .isEqualTo("p.yaml:2:8: aliases such as *name are not supported: write the value out");
    }

    @Test
    void anEmptyPlanIsSaidToBeEmpty() {
        for (String empty : List.of("", "# nothing\n", "---\n", "null\n")) {
            assertThatExceptionOfType(PlanException.class)
                    .isThrownBy(() -> PlanFile.parse("p.yaml", empty))
                    .withMessage("p.yaml: the file is empty");
        }
    }

    @Test
    void whatIsNoMappingIsSaidToBeNone() {
        assertThat(mistakes("[1, 2]\n")).singleElement().isEqualTo("p.yaml:1:1: must be a mapping of keys to values");
        assertThat(mistakes("text\n")).singleElement().isEqualTo("p.yaml:1:1: must be a mapping of keys to values");
    }
}
