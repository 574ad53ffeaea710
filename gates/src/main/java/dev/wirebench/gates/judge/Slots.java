package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.BlockStarts;
import dev.wirebench.report.read.SeriesLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The blocks of a run, by series and in the order in which they were measured: of a run folder, or of a run that goes on
 * and adds one block after the other. Not safe for concurrent use.
 */
public final class Slots {

    /** With so many blocks, a block is the stretch of which messages are taken to depend on each other. */
    static final int ENOUGH_BLOCKS = Looks.FEWEST;

    private final Map<CellKey, List<Slot>> slots = new LinkedHashMap<>();
    private final Map<CellKey, List<Block>> setAside = new LinkedHashMap<>();
    private final Verdict verdict;

    private Slots(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Of a run that goes on, and of which all blocks that will be added are valid. */
    public static Slots none() {
        return new Slots(Verdict.VALID);
    }

    /**
     * Reads what the NIO generator measured.
     *
     * @throws IOException if the record or a log is damaged
     */
    public static Slots read(RunFolder folder) throws IOException {
        RunRecord record = folder.read();
        Slots slots = of(record);
        for (CellRecord cell : record.cells()) {
            slots.read(cell, new SeriesLogs(folder, cell.key()));
        }
        return slots;
    }

    /** Of a run whose cells are yet to be read. */
    public static Slots of(RunRecord record) {
        return new Slots(record.verdict());
    }

    /** Reads a cell while its logs are decoded for other figures too; other instruments' are left out. */
    public void read(CellRecord cell, SeriesLogs logs) throws IOException {
        if (cell.instrument() == Instrument.NIO) {
            slots.put(cell.key(), slots(logs, cell));
            setAside.put(cell.key(), cell.setAside());
        }
    }

    private static List<Slot> slots(SeriesLogs logs, CellRecord record) throws IOException {
        BlockStarts starts = new BlockStarts(record);
        List<TreeMap<Long, Map<Measure, Histogram>>> blocks = new ArrayList<>();
        record.blocks().forEach(block -> blocks.add(new TreeMap<>()));
        for (Measure measure : SlotReader.MEASURES) {
            for (Histogram interval : logs.intervals(measure)) {
                blocks.get(starts.blockOf(interval))
                        .computeIfAbsent(interval.getStartTimeStamp(), start -> new EnumMap<>(Measure.class))
                        .put(measure, interval);
            }
        }
        boolean wantsStretches = record.blocks().size() < ENOUGH_BLOCKS;
        List<Slot> read = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            CellRecord one = CellRecord.of(record.key(), record.blocks().get(i));
            read.add(SlotReader.slot(one, List.copyOf(blocks.get(i).values()), wantsStretches));
        }
        return read;
    }

    /** Adds a block that has just been measured; other instruments' than the NIO generator's are left out. */
    public void add(BlockResult result) {
        if (result.key().instrument() != Instrument.NIO) {
            return;
        }
        List<Map<Measure, Histogram>> intervals = new ArrayList<>();
        for (Interval interval : result.intervals()) {
            Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
            SlotReader.MEASURES.forEach(measure -> histograms.put(measure, interval.histogram(measure)));
            intervals.add(histograms);
        }
        CellRecord one = CellRecord.of(result.key(), result.block());
        slots.computeIfAbsent(result.key(), key -> new ArrayList<>()).add(SlotReader.slot(one, intervals, false));
    }

    /** Adds a block that will be measured again: what failed in it counts. */
    public void setAside(BlockResult result) {
        setAside.computeIfAbsent(result.key(), key -> new ArrayList<>()).add(result.block());
    }

    /** Of the run as a whole. */
    Verdict verdict() {
        return verdict;
    }

    List<Slot> of(CellKey key) {
        List<Slot> found = new ArrayList<>(slots.getOrDefault(key, List.of()));
        if (!found.isEmpty()) {
            found.set(0, found.get(0).with(setAside.getOrDefault(key, List.of())));
        }
        return found;
    }
}
