package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.Block;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Load;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {

    private static final Load OPEN = new Load.Open(100, Load.Arrivals.CONSTANT, 4);

    @TempDir
    private Path results;

    /** Of 1,000 messages 20 are sent so late, the others at once; each is answered 1 ms after it was sent. */
    private Verdict judge(Load load, Instrument instrument, long lagNs) throws IOException {
        Plan plan = new Plan(
                "x",
                null,
                null,
                null,
                List.of(Cell.parse("raw-long")),
                List.of(load),
                null,
                new Phases(0, 1, null, null),
                null,
                null,
                null,
                null,
                null);
        RunFolder folder = RunFolder.create(results, plan, Instant.EPOCH, Map.of());
        LatencyRecorder recorder = new LatencyRecorder(0, 1_000_000_000, 1_000_000_000);
        for (int i = 0; i < 1000; i++) {
            long sentNs = i < 20 ? lagNs : 0;
            recorder.intend();
            recorder.record(Outcome.ANSWERED, 0, sentNs, sentNs + 1_000_000);
        }
        CellKey key = new CellKey(plan.cells().get(0), load, instrument);
        folder.append(key, Instant.EPOCH, recorder.intervals());
        Block block = new Block(
                Instant.EPOCH,
                1_000_000_000,
                1_000_000_000,
                Counts.NONE,
                recorder.counts(),
                Traffic.NONE,
                Usage.NOT_MEASURED);
        return SelfCheck.judge(folder, List.of(CellRecord.of(key, block)));
    }

    @Test
    void aGeneratorThatSendsOnTimeIsValid() throws IOException {
        assertThat(judge(OPEN, Instrument.NIO, 200_000)).isEqualTo(Verdict.VALID);
    }

    @Test
    void aGeneratorThatSendsLateIsSaturatedAndTheCellIsNamed() throws IOException {
        Verdict verdict = judge(OPEN, Instrument.NIO, 300_000);
        assertThat(verdict.validity()).isEqualTo(Verdict.Validity.SATURATED);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("raw-long.open-100.nio")
                .contains("send lag p99 0.300 ms is above 0.250 ms");
    }

    @Test
    void aClosedLoadAndGatlingAreNotAsked() throws IOException {
        assertThat(judge(new Load.Closed(4), Instrument.NIO, 300_000)).isEqualTo(Verdict.VALID);
        assertThat(judge(OPEN, Instrument.GATLING, 300_000)).isEqualTo(Verdict.VALID);
    }
}
