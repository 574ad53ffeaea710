package dev.wirebench.model.record;

import static dev.wirebench.model.record.HistogramAssert.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.text.SchemaDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run folders of each format version are stored, and read for ever.
 *
 * <p>After a change that is meant, and that raises {@link RunRecord#FORMAT}, {@code -Dgolden.update=true} stores the
 * folders of the new version; a stored one is never replaced. A change that an older reader refuses adds a folder.
 */
class SealedFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path FORMAT_1 = GOLDEN.resolve("format-1/20260102T030405Z-sample-DISTURBED");

    private static final Path FORMAT_2 = GOLDEN.resolve("format-2/20260102T030405Z-sample-DISTURBED");

    /** Of later than the first of its format, whose readers refuse the keys that it adds to the plan. */
    private static final Path FORMAT_2_GATED = GOLDEN.resolve("format-2/20260102T030405Z-gated-PARTIAL");

    private static final Path FORMAT_3 = GOLDEN.resolve("format-3");

    private static final String KILLED = "20260102T030405Z-sample-killed-PARTIAL";

    @Test
    void format1IsReadWithExactlyItsNumbers() throws IOException {
        RunFolder folder = RunFolder.open(FORMAT_1);
        RunRecord record = folder.read();
        assertThat(record.format()).isEqualTo(1);
        assertThat(record.plan().name()).isEqualTo("sample");
        assertThat(record.plan().phases()).isEqualTo(new Phases(0.5, 2, 2.0, 2.0));
        assertThat(record.verdict()).isEqualTo(new Verdict(Verdict.Validity.DISTURBED, List.of("a pause of 31 ms")));
        assertThat(record.startedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(record.endedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:35.123456789Z"));
        assertThat(record.environment())
                .containsExactly(
                        Map.entry("os", "Linux 6.1 \"bookworm\""),
                        Map.entry("cpu", "2 × Prüfstand"),
                        Map.entry("java", "17.0.15"));
        assertThat(record.cells())
                .extracting(cell -> cell.key().label())
                .containsExactly("http-short.open-1.5.nio", "raw-long.open-1.5.nio", "http-short.open-1.5.gatling");
        assertFirstCell(record.cells().get(0));
        assertThat(record.plan().idleStrategy()).isEqualTo(IdleStrategy.HYBRID);
        assertThat(record.calibration()).isNull();
        assertThat(record.settling()).isEmpty();
        assertThat(record.cells().get(1).counts()).isEqualTo(new Counts(6, 3, Map.of(Outcome.RESET, 2L), 0, 1));
        assertThat(record.cells().get(1).usage()).isEqualTo(new ResourceUsage(-1, -1, -1));
        assertThat(record.cells().get(2).counts()).isEqualTo(new Counts(2, 2, Map.of(), 0, 0));
    }

    private static void assertFirstCell(CellRecord cell) {
        assertThat(cell.counts())
                .isEqualTo(new Counts(7, 4, Map.of(Outcome.CONNECT_FAILED, 1L, Outcome.WRONG_STATUS, 1L), 1, 0));
        assertThat(cell.traffic()).isEqualTo(new Traffic(7, 0, 0, 784, 908));
        assertThat(cell.usage()).isEqualTo(new ResourceUsage(8_000_000, 10_000_000, 50_000_000));
        assertThat(cell.blocks()).hasSize(2);
        assertThat(cell.blocks().get(1))
                .isEqualTo(Block.builder(Instant.parse("2026-01-02T03:04:15.678Z"), 2_000_000_000)
                        .warmUp(new Counts(3, 2, Map.of(Outcome.CLOSED_EARLY, 1L), 0, 0))
                        .counts(new Counts(3, 1, Map.of(Outcome.WRONG_STATUS, 1L), 1, 0))
                        .traffic(new Traffic(3, 0, 0, 336, 227))
                        .usage(new ResourceUsage(5_000_000, 6_000_000, 40_000_000))
                        .build());
    }

    @Test
    void format1HasExactlyItsTimes() throws IOException {
        RunFolder folder = RunFolder.open(FORMAT_1);
        List<CellRecord> cells = folder.read().cells();
        CellKey http = cells.get(0).key();
        assertHolds(folder.total(http, Measure.RESPONSE), 1_010, 2_020, 100_000, 905);
        assertHolds(folder.total(http, Measure.SERVICE), 1_000, 2_000, 99_990, 900);
        assertHolds(folder.total(http, Measure.SEND_LAG), 10, 20, 10, 40, 5, 10, 10);
        assertHolds(folder.total(http, Measure.CONNECT), 150, 170);
        assertHolds(folder.total(http, Measure.UNANSWERED), 440, 1_010, 2_000_010);
        List<Histogram> response = folder.intervals(http, Measure.RESPONSE);
        assertThat(response).extracting(Histogram::getTotalCount).containsExactly(2L, 1L, 1L, 0L);
        assertThat(response)
                .extracting(Histogram::getStartTimeStamp)
                .containsExactly(1_767_323_046_678L, 1_767_323_047_678L, 1_767_323_055_678L, 1_767_323_056_678L);
        assertThat(response.get(3).getEndTimeStamp()).isEqualTo(1_767_323_059_578L);

        CellKey raw = cells.get(1).key();
        assertHolds(folder.total(raw, Measure.RESPONSE), 201, 302, 251);
        assertHolds(folder.total(raw, Measure.SEND_LAG), 1, 2, 1, 1, 2);
        assertHolds(folder.total(raw, Measure.UNANSWERED), 2_500_000, 101, 102);

        CellKey gatling = cells.get(2).key();
        assertHolds(folder.total(gatling, Measure.RESPONSE), 2_700, 2_800);
        assertHolds(folder.total(gatling, Measure.SERVICE), 2_000, 2_000);
        assertThat(folder.intervals(gatling, Measure.UNANSWERED)).isEmpty();
    }

    @Test
    void format2IsReadWithWhatItAdds() throws IOException {
        RunFolder folder = RunFolder.open(FORMAT_2);
        RunRecord record = folder.read();
        assertThat(record.format()).isEqualTo(2);
        assertThat(record.plan().script())
                .isEqualTo(TargetScript.parallel(new TargetScript.Constant(1)).withUnansweredEvery(200));
        assertThat(record.calibration()).isEqualTo(new Calibration(4, 21_000, 24_000, 98_765.5, 5_500));
        assertThat(record.settling()).containsExactly(new WarmUpResult(Cell.parse("http-short"), 2.25, true));
        Block block = record.cells().get(0).blocks().get(0);
        assertThat(block.workers()).isEqualTo(new WorkerStats(7_000_000, 2_000, 0, 1));
        assertThat(block.surroundings())
                .isEqualTo(Records.quiet()
                        .longestPauseNs(1_200_000)
                        .pausesNs(2_400_000)
                        .compilationNs(3_000_000)
                        .segmentsRetransmitted(1)
                        .segmentsSent(42)
                        .fileDescriptorsLeft(19_000)
                        .build());
        assertHolds(folder.total(record.cells().get(0).key(), Measure.GENERATOR_LAG), 4, 4, 4, 4, 4, 4, 4);
    }

    @Test
    void format2IsReadWithItsGates() throws IOException {
        Plan plan = RunFolder.open(FORMAT_2_GATED).read().plan();
        assertThat(plan.gates())
                .containsExactly(
                        new Gate("raw-long.p50 < 0.5 \u00d7 http-short.p50", Gate.OnInconclusive.REPORT),
                        new Gate("p99 no more than 10 % worse", Gate.OnInconclusive.PASS));
        assertThat(plan.baseline()).isEqualTo(Baseline.of(TargetScript.parallel(new TargetScript.Constant(2))));
        assertThat(plan.maxPairs()).isEqualTo(40);
    }

    @Test
    void format3IsReadWithWhatItAdds() throws IOException {
        RunRecord record =
                RunFolder.open(FORMAT_3.resolve(FORMAT_2.getFileName())).read();
        assertThat(record.environment()).isEqualTo(SampleRun.environment());
        assertThat(record.sources()).isEqualTo(new AddressRange(2, "127.0.0.1", "127.1.0.1"));
        assertThat(record.skipped()).containsExactly(Cell.parse("websocket-10"));
        assertThat(record.backendCpuNs()).containsOnly(Map.entry("raw-long.open-1.5.nio", 1_234_567_890_123L));
        assertThat(record.links())
                .containsOnly(
                        Map.entry(RunLink.GATE_PLAN, "gate.yaml"),
                        Map.entry(RunLink.SET_ASIDE, "sample-set-aside-DISTURBED"));
    }

    @Test
    void aKilledRunOfFormat3IsReadWithItsJournalAndItsRunningBlock() throws IOException {
        RunFolder folder = RunFolder.open(FORMAT_3.resolve(KILLED));
        RunRecord record = folder.read();
        assertThat(record.verdict().reasons())
                .containsExactly(
                        "the run has not ended",
                        "the last block of http-short.open-1.5.nio is kept up to 2.0 s of its measurement");
        assertThat(record.endedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:17.678Z"));
        assertThat(record.calibration()).isEqualTo(new Calibration(4, 21_000, 24_000, 98_765.5, 5_500));
        assertThat(record.cells())
                .extracting(cell -> cell.key().label())
                .containsExactly("http-short.open-1.5.nio", "raw-long.open-1.5.nio");
        assertThat(record.cells().get(0).blocks())
                .containsExactly(
                        SampleRun.results().get(0).block(),
                        SampleRun.results().get(2).block());
        assertThat(record.cells().get(0).setAside())
                .containsExactly(record.cells().get(0).blocks().get(1));
        assertHolds(folder.total(SampleRun.HTTP_SHORT, Measure.RESPONSE), 1_010, 2_020, 100_000, 905);
        assertHolds(folder.total(SampleRun.RAW_LONG, Measure.RESPONSE), 201, 302);
    }

    @Test
    void aRecordFromBeforeThereWereGatesHasNone() throws IOException {
        for (Path folder : List.of(FORMAT_1, FORMAT_2)) {
            Plan plan = RunFolder.open(folder).read().plan();
            assertThat(plan.gates()).isEmpty();
            assertThat(plan.baseline()).isNull();
            assertThat(plan.maxPairs()).isEqualTo(Plan.DEFAULT_MAX_PAIRS);
        }
    }

    @Test
    void theStoredRecordsFollowTheirSchema() throws IOException {
        for (Path name : List.of(FORMAT_2.getFileName(), FORMAT_2_GATED.getFileName())) {
            Path folder = GOLDEN.resolve("format-" + RunRecord.FORMAT).resolve(name);
            assertThat(SchemaDocument.RECORD.complaints(
                            Files.readString(folder.resolve("record.json")), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void todaysWriterWritesTheStoredFolders(@TempDir Path results) throws IOException {
        Path stored = GOLDEN.resolve("format-" + RunRecord.FORMAT);
        for (RunFolder written : List.of(
                SampleRun.writeTo(results), SampleRun.writeGatedTo(results), SampleRun.writeKilledTo(results))) {
            assertThat(contents(stored.resolve(written.path().getFileName()))).isEqualTo(contents(written.path()));
        }
    }

    @Test
    void anUpdateStoresFoldersThatAreNotStoredYet() throws IOException {
        assumeThat(Boolean.getBoolean("golden.update")).isTrue();
        Path version = GOLDEN.resolve("format-" + RunRecord.FORMAT);
        if (!Files.exists(version.resolve(FORMAT_2.getFileName()))) {
            SampleRun.writeTo(version);
        }
        if (!Files.exists(version.resolve(FORMAT_2_GATED.getFileName()))) {
            SampleRun.writeGatedTo(version);
        }
        if (!Files.exists(version.resolve(KILLED))) {
            SampleRun.writeKilledTo(version);
        }
    }

    /** What the files of a folder say, by name. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                contents.put(
                        file.getFileName().toString(),
                        HISTOGRAM.matcher(text).replaceAll(found -> inflatedHistogram(found.group())));
            }
        }
        return contents;
    }

    /** The bytes of a deflated histogram differ between builds of zlib; those that were deflated do not. */
    private static final Pattern HISTOGRAM = Pattern.compile("HISTFAAA[A-Za-z0-9+/]+=*");

    /** Cookie and length, 4 bytes each, stand before what is deflated. */
    private static String inflatedHistogram(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        Inflater inflater = new Inflater();
        inflater.setInput(bytes, 8, bytes.length - 8);
        byte[] inflated = new byte[1 << 16];
        int length;
        try {
            length = inflater.inflate(inflated);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        assertThat(inflater.finished()).isTrue();
        inflater.end();
        return Integer.toHexString(ByteBuffer.wrap(bytes).getInt())
                + HexFormat.of().formatHex(Arrays.copyOf(inflated, length));
    }
}
