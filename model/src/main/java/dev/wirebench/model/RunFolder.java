package dev.wirebench.model;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A run on disk: {@code record.json} and one HdrHistogram interval log per series and {@link Measure}.
 *
 * <p>The folder is there, and says that it is partial, before the load starts; its name carries the verdict unless that
 * is VALID. Every file is written under a temporary name and renamed. Not safe for concurrent use.
 */
public final class RunFolder {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String RECORD = "record.json";
    private static final double NS_PER_MS = 1e6;

    private final String name;
    private Path path;

    private RunFolder(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    /**
     * Makes {@code results/<utc>-<plan>-PARTIAL} with a record that says that the run has not ended.
     *
     * @throws IOException if nothing can be saved there, before any load was sent
     */
    public static RunFolder create(Path results, Plan plan, Instant startedAt, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(results);
        String stem = UTC.format(startedAt) + "-" + plan.name();
        for (int attempt = 1; ; attempt++) {
            String name = attempt == 1 ? stem : stem + "-" + attempt;
            if (taken(results, name)) {
                continue;
            }
            RunFolder folder =
                    new RunFolder(Files.createDirectory(named(results, name, Verdict.Validity.PARTIAL)), name);
            folder.write(new RunRecord(
                    RunRecord.FORMAT, plan, RunRecord.UNFINISHED, startedAt, startedAt, environment, List.of()));
            return folder;
        }
    }

    private static boolean taken(Path results, String name) {
        for (Verdict.Validity validity : Verdict.Validity.values()) {
            if (Files.exists(named(results, name, validity))) {
                return true;
            }
        }
        return false;
    }

    private static Path named(Path results, String name, Verdict.Validity validity) {
        return results.resolve(validity == Verdict.Validity.VALID ? name : name + "-" + validity);
    }

    /** @throws FileNotFoundException if there is no run in {@code path} */
    public static RunFolder open(Path path) throws FileNotFoundException {
        if (!Files.isRegularFile(path.resolve(RECORD))) {
            throw new FileNotFoundException(path + ": not a run folder, it has no " + RECORD);
        }
        return new RunFolder(
                path, path.toAbsolutePath().normalize().getFileName().toString());
    }

    public Path path() {
        return path;
    }

    /** Removes the folder of a run that was never begun. */
    public void discard() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    /** Replaces the record. */
    public void write(RunRecord record) throws IOException {
        writeFile(RECORD, Json.JSON.writeValueAsBytes(record));
    }

    /** Writes the last record and names the folder after its verdict. */
    public void seal(RunRecord record) throws IOException {
        write(record);
        Path sealed = named(
                path.resolveSibling(name).getParent(), name, record.verdict().validity());
        if (!sealed.equals(path)) {
            Files.move(path, sealed, StandardCopyOption.ATOMIC_MOVE);
            path = sealed;
        }
    }

    /** @throws IOException if the record is of a newer format, or damaged */
    public RunRecord read() throws IOException {
        var tree = Json.JSON.readTree(path.resolve(RECORD).toFile());
        int format = tree.path("format").asInt();
        if (format != RunRecord.FORMAT) {
            throw new IOException(path.resolve(RECORD) + ": format " + format + " is unknown; this version reads "
                    + RunRecord.FORMAT);
        }
        return Json.JSON.treeToValue(tree, RunRecord.class);
    }

    /** Writes a derived file, such as the page, beside the record. */
    public void writeFile(String fileName, byte[] content) throws IOException {
        Path temporary = path.resolve(fileName + ".tmp");
        Files.write(temporary, content);
        Files.move(
                temporary, path.resolve(fileName), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds a block's intervals to the logs of a series, one per measure that has any value. */
    public void append(CellKey key, Instant blockStartedAt, List<Interval> intervals) throws IOException {
        double startSeconds = blockStartedAt.toEpochMilli() / 1e3;
        for (Measure measure : Measure.values()) {
            if (intervals.stream().anyMatch(i -> i.histogram(measure).getTotalCount() > 0)) {
                append(logName(key, measure), measure, startSeconds, intervals);
            }
        }
    }

    private void append(String fileName, Measure measure, double startSeconds, List<Interval> intervals)
            throws IOException {
        Path file = path.resolve(fileName);
        var bytes = new ByteArrayOutputStream();
        boolean isNew = !Files.exists(file);
        if (!isNew) {
            bytes.write(Files.readAllBytes(file));
        }
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            if (isNew) {
                log.outputComment("[Wirebench: " + fileName + ", values in nanoseconds, maxima in milliseconds]");
                log.outputLogFormatVersion();
                log.outputStartTime((long) (startSeconds * 1e3));
                log.outputLegend();
            }
            for (Interval interval : intervals) {
                log.outputIntervalHistogram(
                        startSeconds + interval.startNs() / 1e9,
                        startSeconds + interval.endNs() / 1e9,
                        interval.histogram(measure),
                        NS_PER_MS);
            }
        }
        writeFile(fileName, bytes.toByteArray());
    }

    /**
     * Reads a series back, in the order in which it was measured.
     *
     * @return a histogram in nanoseconds per interval, each with its start and end by the wall clock in epoch
     *     milliseconds; empty where nothing of the kind was measured
     */
    public List<Histogram> intervals(CellKey key, Measure measure) throws IOException {
        Path file = path.resolve(logName(key, measure));
        List<Histogram> histograms = new ArrayList<>();
        if (!Files.exists(file)) {
            return histograms;
        }
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next; (next = reader.nextIntervalHistogram()) != null; ) {
                histograms.add((Histogram) next);
            }
        }
        return histograms;
    }

    /** The sum of {@link #intervals}. */
    public Histogram total(CellKey key, Measure measure) throws IOException {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        for (Histogram interval : intervals(key, measure)) {
            total.add(interval);
        }
        return total;
    }

    private static String logName(CellKey key, Measure measure) {
        return key.label() + "." + measure.label() + ".hlog";
    }
}
