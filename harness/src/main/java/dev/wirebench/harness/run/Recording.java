package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<CellKey, Map<Measure, Histogram>> totals = new HashMap<>();
    private final Map<String, Long> backendCpuNs = new TreeMap<>();
    private final Map<RunLink, String> links = new EnumMap<>(RunLink.class);
    private List<Cell> skipped = List.of();
    private Calibration calibration;
    private SystemRecord system;
    private AddressRange sources;

    /** Whether the record on disk lacks anything but blocks. */
    private boolean isChanged;

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
        return folder.cells();
    }

    void note(String name, String value) {
        environment.put(name, value);
        isChanged = true;
    }

    public void link(RunLink link, String target) {
        links.put(link, target);
        isChanged = true;
    }

    void skipped(List<Cell> notServed) {
        skipped = notServed;
        isChanged = true;
    }

    void connectedFrom(AddressRange addresses) {
        sources = addresses;
        isChanged = true;
    }

    void backendCpu(CellKey key, long ns) {
        backendCpuNs.put(key.label(), ns);
        isChanged = true;
    }

    void calibrated(Calibration measured) {
        calibration = measured;
        isChanged = true;
    }

    void checked(SystemRecord asked) {
        system = asked;
        isChanged = true;
    }

    void settled(WarmUpResult cell) {
        settling.add(cell);
        isChanged = true;
    }

    public void add(BlockResult result) throws IOException {
        if (isChanged) {
            folder.update(record(RunRecord.UNFINISHED).build());
            isChanged = false;
        }
        folder.append(result);
        SelfCheck.measures(result.key())
                .forEach(measure -> total(result.key(), measure).add(result.total(measure)));
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
            note(NOT_KEPT, e.getMessage());
        }
    }

    void forgetRunning() throws IOException {
        folder.forgetRunning();
    }

    /** Counts a block that is kept elsewhere: what failed in it has failed. */
    void setAside(BlockResult result) throws IOException {
        folder.setAside(result.key(), result.block());
    }

    void seal(Verdict verdict) throws IOException {
        folder.seal(record(verdict).cells(cells()).build());
    }

    private RunRecord.Builder record(Verdict verdict) {
        return RunRecord.builder(plan, startedAt)
                .verdict(verdict)
                .endedAt(Instant.now())
                .environment(environment)
                .sources(sources)
                .calibration(calibration)
                .settling(settling)
                .system(system)
                .skipped(skipped)
                .backendCpuNs(backendCpuNs)
                .links(links);
    }
}
