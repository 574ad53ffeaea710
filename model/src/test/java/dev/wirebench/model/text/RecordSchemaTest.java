package dev.wirebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.InputFormat;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.RunRecordTest;
import dev.wirebench.model.record.SampleRun;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Protocol;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RecordSchemaTest {

    static final List<SchemaShape> SHAPES = List.of(
            shape("/$defs/verdict", Verdict.class),
            shape("/$defs/block", Block.class),
            shape("/$defs/counts", Counts.class),
            shape("/$defs/traffic", Traffic.class),
            shape("/$defs/usage", ResourceUsage.class),
            shape("/$defs/connectionEvents", ConnectionEvents.class),
            shape("/$defs/workers", WorkerStats.class),
            shape("/$defs/surroundings", Interference.class),
            shape("/$defs/calibration", Calibration.class),
            shape("/$defs/settling", WarmUpResult.class),
            shape("/$defs/system", SystemRecord.class),
            shape("/$defs/check", SystemRecord.Check.class),
            shape("/$defs/addressRange", AddressRange.class));

    private static final SchemaShape CELL = shape("/$defs/cell", CellRecord.class);

    private static SchemaShape shape(String pointer, Class<?> type) {
        return new SchemaShape(SchemaDocument.RECORD, pointer, type, null, null);
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void keysAreThoseOfTheCode(SchemaShape shape) {
        shape.hasTheKeysOfTheCode();
        shape.requiresWhatTheCodeRequires();
        assertExplained(shape);
    }

    @Test
    void aCellHasItsSumsBesideTheKeysOfTheCode() {
        CELL.hasTheKeysOfTheCode("counts", "traffic", "usage");
        CELL.requiresWhatTheCodeRequires();
        assertExplained(CELL);
    }

    /** Logs are counted by whoever writes them. */
    @Test
    void aRecordSaysWhatItsLogsHold() {
        SchemaShape record = shape("", RunRecord.class);
        record.hasTheKeysOfTheCode("logs");
        record.requiresWhatTheCodeRequires();
        assertExplained(record);
    }

    private static void assertExplained(SchemaShape shape) {
        for (String key : shape.keys()) {
            assertThat(shape.property(key).path("title").asText())
                    .as("title of %s", key)
                    .isNotEmpty();
            assertThat(shape.property(key).path("description").asText())
                    .as("description of %s", key)
                    .endsWith(".");
        }
    }

    @Test
    void choicesAreThoseOfTheCode() {
        assertThat(choices("/$defs/verdict/properties/validity/enum"))
                .isEqualTo(SchemaShape.labels((Object[]) Verdict.Validity.values()));
        assertThat(choices("/$defs/cell/properties/instrument/enum"))
                .isEqualTo(SchemaShape.labels((Object[]) Instrument.values()));
        assertThat(choices("/$defs/counts/properties/failed/propertyNames/enum"))
                .isEqualTo(SchemaShape.labels(Arrays.stream(Outcome.values())
                        .filter(Outcome::isFailure)
                        .toArray()));
        assertThat(choices("/properties/links/propertyNames/enum"))
                .isEqualTo(SchemaShape.labels((Object[]) RunLink.values()));
        assertThat(choices("/$defs/check/properties/protocol/enum"))
                .isEqualTo(SchemaShape.labels((Object[]) Protocol.values()));
        assertThat(choices("/$defs/check/properties/result/enum"))
                .isEqualTo(SchemaShape.labels((Object[]) SystemRecord.Result.values()));
        assertThat(SchemaDocument.RECORD.part("/properties/format/const").asInt())
                .isEqualTo(RunRecord.FORMAT);
        assertThat(SchemaDocument.RECORD.part("/$id").asText()).isEqualTo(SchemaDocument.RECORD.id());
    }

    private static List<String> choices(String pointer) {
        return SchemaShape.texts(SchemaDocument.RECORD.part(pointer));
    }

    @Test
    void whatTheCodeWritesIsAccepted() throws JsonProcessingException {
        for (Framing framing :
                List.of(new Framing.LengthPrefix(), new Framing.Delimiter("\n"), new Framing.FixedSize(1))) {
            RunRecord record = RunRecordTest.rich(framing, Verdict.VALID);
            assertThat(complaints(Json.JSON.writeValueAsString(record))).isEmpty();
        }
        assertThat(complaints(Json.JSON.writeValueAsString(SampleRun.record()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "format" : 3              | "format" : 4                      | /format
            "format" : 3              | "format" : 3, "score" : 9         | score
            "validity" : "DISTURBED"  | "validity" : "VALID"              | /verdict/reasons
            "validity" : "DISTURBED"  | "validity" : "DOUBTFUL"           | /verdict/validity
            "name" : "sample"         | "name" : "/"                      | /plan/name
            "ratePerSecond" : 1.5     | "ratePerSecond" : 0               | ratePerSecond
            "cell" : "raw-long"       | "cell" : "raw-brief"              | /cells/1/cell
            "instrument" : "gatling"  | "instrument" : "stopwatch"        | /cells/2/instrument
            "answered" : 3            | "answered" : -3                   | /cells/0/blocks/0/counts/answered
            "connect-failed" : 1      | "answered" : 1                    | /cells/0/blocks/0/counts/failed
            "targetCpuNs" : 3000000   | "targetCpuNs" : -2                | /cells/0/blocks/0/usage/targetCpuNs
            "startedAt" : "2026-01-02T03:04:05.678Z" | "startedAt" : 1767323045 | /startedAt
            """)
    void aRecordThatBreaksTheFormatIsRefused(String right, String wrong, String place) throws JsonProcessingException {
        String record = Json.JSON.writeValueAsString(SampleRun.record());
        int at = record.indexOf(right);
        assertThat(at).isNotNegative();
        String broken = record.substring(0, at) + wrong + record.substring(at + right.length());
        assertThat(complaints(broken)).anyMatch(complaint -> complaint.contains(place));
    }

    private static List<String> complaints(String record) {
        return SchemaDocument.RECORD.complaints(record, InputFormat.JSON);
    }
}
