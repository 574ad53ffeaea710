package dev.wirebench.harness.run;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Saves a run's blocks in its folder as they come, so that nothing measured is lost. Confined to one thread. */
public final class Recording {

    /** In the environment: why a running block could not be kept. */
    private static final String NOT_KEPT = "running.not-kept";

    private final RunFolder folder;
    private final Plan plan;
    private final Instant startedAt;
    private final Map<String, String> environment;
    private final List<WarmUpResult> settling = new ArrayList<>();
    private final Map<CellKey, CellRecord> cells = new LinkedHashMap<>();
    private final Map<CellKey, Map<Measure, Histogram>> totals = new HashMap<>();
    private final Map<CellKey, List<Block>> setAside = new LinkedHashMap<>();
    private Calibration calibration;
    private SystemRecord system;

    Recording(RunFolder folder, Plan plan, Instant startedAt, Map<String, String> environment) {
        this.folder = folder;
        this.plan = plan;
        this.startedAt = startedAt;
        this.environment = environment;
    }

    public RunFolder folder() {
        return folder;
    }

    List<CellRecord> cells() {
        return cells.values().stream()
                .map(cell -> cell.withSetAside(setAside.getOrDefault(cell.key(), List.of())))
                .toList();
    }

    public void note(String name, String value) {
        environment.put(name, value);
    }

    void calibrated(Calibration measured) {
        calibration = measured;
    }

    void checked(SystemRecord asked) {
        system = asked;
    }

    void settled(WarmUpResult cell) {
        settling.add(cell);
    }

    public void add(BlockResult result) throws IOException {
        folder.append(result.key(), result.block().startedAt(), result.intervals());
        SelfCheck.measures(result.key())
                .forEach(measure -> total(result.key(), measure).add(result.total(measure)));
        cells.merge(
                result.key(),
                CellRecord.of(result.key(), result.block()),
                (before, block) -> before.with(result.block()));
        folder.write(record(RunRecord.UNFINISHED));
        folder.forgetRunning();
    }

    private Histogram total(CellKey key, Measure measure) {
        return totals.computeIfAbsent(key, none -> new EnumMap<>(Measure.class)).computeIfAbsent(measure, none -> {
            Histogram growing = new Histogram(Interval.SIGNIFICANT_DIGITS);
            growing.setAutoResize(true);
            return growing;
        });
    }

    /** The generator examined by what it has just measured: part of measuring, so it reads no folder. */
    Verdict selfCheck() throws IOException {
        return SelfCheck.judge(cells(), this::total, settling);
    }

    /**
     * Keeps what a block that goes on has recorded so far, for the case that the process is killed. Where it cannot be
     * written, what was kept before stays: the block itself will say so when it is added.
     */
    void keepRunning(CellKey key, Block block, Interval soFar) {
        try {
            folder.keepRunning(key, block, soFar);
        } catch (IOException e) {
            environment.put(NOT_KEPT, e.getMessage());
        }
    }

    void forgetRunning() throws IOException {
        folder.forgetRunning();
    }

    /** Counts a block that is kept elsewhere: what failed in it has failed. */
    void setAside(BlockResult result) {
        setAside.computeIfAbsent(result.key(), key -> new ArrayList<>()).add(result.block());
    }

    void seal(Verdict verdict) throws IOException {
        folder.seal(record(verdict));
    }

    private RunRecord record(Verdict verdict) {
        return new RunRecord(
                RunRecord.FORMAT,
                plan,
                verdict,
                startedAt,
                Instant.now(),
                environment,
                calibration,
                settling,
                system,
                cells());
    }
}
