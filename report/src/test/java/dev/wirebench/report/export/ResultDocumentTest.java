package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against the schema that is published with the code. */
class ResultDocumentTest {

    private static final String SCHEMA = schema();

    @TempDir
    private Path results;

    private static String schema() {
        try (InputStream in = ResultDocument.class.getResourceAsStream("result.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> complaints(String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA, InputFormat.JSON)
                .validate(document, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private ResultDocument whole(Verdict verdict) throws IOException {
        RunFolder folder = SampleRun.write(results, "sample", 1, 40, verdict);
        return new ResultDocument("gate", 1)
                .withRuns(Comparison.of(List.of(folder)), List.of(folder.path()))
                .withPage(folder.path().resolve("index.html"))
                .withGates(Reports.mixed());
    }

    private static JsonNode json(ResultDocument document) throws IOException {
        return new ObjectMapper().readTree(document.text());
    }

    /** The same as in the lab's TruthTableTest. */
    private static final String TRUTH = """
            {"format": 1, "count": 0, "right": 0, "accountingErrors": 0, "grades": [], "folder": "/results"}""";

    @Test
    void whatIsWrittenIsAccepted() throws IOException {
        Verdict saturated = new Verdict(Verdict.Validity.SATURATED, List.of("late \"<b>\u0007"));
        assertThat(complaints(whole(saturated).text())).isEmpty();
        assertThat(complaints(whole(Verdict.VALID).text())).isEmpty();
        assertThat(complaints(new ResultDocument("gate", 3)
                        .withGates(Reports.notJudged())
                        .text()))
                .isEmpty();
        assertThat(complaints(new ResultDocument("truth", 0)
                        .with("truth", new ObjectMapper().readTree(TRUTH))
                        .text()))
                .isEmpty();
        assertThat(complaints(new ResultDocument("run", 2).withError("no").text()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "format" : 1            | "format" : 2              | /format
            "exitCode" : 1          | "exitCode" : 2            | error
            "exitCode" : 1          | "exitCode" : 9            | /exitCode
            "command" : "gate"      | "command" : "walk"        | /command
            "command" : "gate"      | "command" : "gate", "x" : 1 | x
            "validity" : "VALID"    | "validity" : "DISTURBED"  | reasons
            "isLowerBound" : false  | "isLowerBound" : 0        | isLowerBound
            "outcome" : "fail"      | "outcome" : "failed"      | /gates/outcome
            "cell" : "http-short"   | "cell" : "http-brief"     | /cell
            "intended" :            | "planned" :               | intended
            """)
    void aDocumentThatBreaksTheFormatIsRefused(String right, String wrong, String place) throws IOException {
        String document = whole(Verdict.VALID).text();
        int at = document.indexOf(right);
        assertThat(at).isNotNegative();
        String broken = document.substring(0, at) + wrong + document.substring(at + right.length());
        assertThat(complaints(broken)).anyMatch(complaint -> complaint.contains(place));
    }

    @Test
    void timesAreInNanosecondsAndLowerBoundsAreMarked() throws IOException {
        JsonNode cell = json(whole(Verdict.VALID)).at("/runs/0/cells/0");
        assertThat(cell.at("/cell").asText()).isEqualTo("http-short");
        assertThat(cell.at("/response")).hasSize(5);
        JsonNode median = cell.at("/response/0");
        assertThat(median.at("/percentile").asDouble()).isEqualTo(50);
        assertThat(median.at("/ns").asLong()).isBetween(1_000_000L, 100_000_000L);
        assertThat(median.at("/isLowerBound").isBoolean()).isTrue();
        assertThat(cell.at("/response/4/isLowerBound").asBoolean()).isTrue();
        assertThat(median.at("/isLowerBound").asBoolean()).isFalse();
        long sum = cell.at("/counts/answered").asLong()
                + cell.at("/counts/timedOut").asLong();
        assertThat(cell.at("/counts/intended").asLong()).isEqualTo(sum).isPositive();
    }

    @Test
    void gatesSayWhatWasRequiredAndWhatThereWas() throws IOException {
        JsonNode gates =
                json(new ResultDocument("gate", 1).withGates(Reports.mixed())).at("/gates");
        assertThat(gates.at("/outcome").asText()).isEqualTo("fail");
        JsonNode finding = gates.at("/results/1/findings/1");
        assertThat(finding.at("/decision").asText()).isEqualTo("fail");
        assertThat(finding.at("/series").asText()).isEqualTo("raw-long.open-500.p99");
        assertThat(finding.at("/actual").asText()).isEqualTo("31 % worse (28 to 34)");
        assertThat(gates.at("/results/3/decision").asText()).isEqualTo("inconclusive");
        assertThat(gates.at("/results/3/outcome").asText()).isEqualTo("pass");
    }
}
