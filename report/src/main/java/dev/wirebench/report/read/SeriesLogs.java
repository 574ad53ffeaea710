package dev.wirebench.report.read;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The logs of one series, each decoded once, when it is first asked for. Confined to one thread. */
public final class SeriesLogs {

    private final RunFolder folder;
    private final CellKey key;
    private final Map<Measure, List<Histogram>> decoded = new EnumMap<>(Measure.class);

    public SeriesLogs(RunFolder folder, CellKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Reads further figures from the logs of each series while they are decoded for a {@link Run}. */
    @FunctionalInterface
    public interface Reader {

        Reader NONE = (record, logs) -> {};

        void read(CellRecord record, SeriesLogs logs) throws IOException;
    }

    /** As {@link RunFolder#intervals}; not to be changed. */
    public List<Histogram> intervals(Measure measure) throws IOException {
        List<Histogram> intervals = decoded.get(measure);
        if (intervals == null) {
            intervals = folder.intervals(key, measure);
            decoded.put(measure, intervals);
        }
        return intervals;
    }

    /** The sum of {@link #intervals}. */
    Histogram total(Measure measure) throws IOException {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        intervals(measure).forEach(total::add);
        return total;
    }

    /** Gives the memory of a log back that is not asked for again. */
    void forget(Measure measure) {
        decoded.remove(measure);
    }
}
