package dev.wirebench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
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
    /** The name of the record in the folder. */
    public static final String RECORD = "record.json";

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
        return create(results, plan, "", startedAt, environment);
    }

    /** As {@link #create(Path, Plan, Instant, Map)}; what follows the plan's name tells runs of one experiment apart. */
    public static RunFolder create(
            Path results, Plan plan, String suffix, Instant startedAt, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(results);
        String stem = UTC.format(startedAt) + "-" + plan.name() + suffix;
        for (int attempt = 1; ; attempt++) {
            String name = attempt == 1 ? stem : stem + "-" + attempt;
            if (taken(results, name)) {
                continue;
            }
            RunFolder folder =
                    new RunFolder(Files.createDirectory(results.resolve(named(name, Verdict.Validity.PARTIAL))), name);
            folder.write(RunRecord.unfinished(plan, startedAt, environment));
            return folder;
        }
    }

    /** Makes {@code results/<utc>-<plan>}, for the runs of one experiment that belong together. */
    public static Path createParent(Path results, Plan plan, Instant startedAt) throws IOException {
        Files.createDirectories(results);
        String stem = UTC.format(startedAt) + "-" + plan.name();
        String name = stem;
        for (int attempt = 2; taken(results, name); attempt++) {
            name = stem + "-" + attempt;
        }
        return Files.createDirectory(results.resolve(name));
    }

    /** Makes a run's folder in such a parent. */
    public static RunFolder createIn(
            Path parent, String name, Plan plan, Instant startedAt, Map<String, String> environment)
            throws IOException {
        Path path = Files.createDirectory(parent.resolve(named(name, Verdict.Validity.PARTIAL)));
        RunFolder folder = new RunFolder(path, name);
        folder.write(RunRecord.unfinished(plan, startedAt, environment));
        return folder;
    }

    private static boolean taken(Path results, String name) {
        for (Verdict.Validity validity : Verdict.Validity.values()) {
            if (Files.exists(results.resolve(named(name, validity)))) {
                return true;
            }
        }
        return false;
    }

    private static String named(String name, Verdict.Validity validity) {
        return validity == Verdict.Validity.VALID ? name : name + "-" + validity;
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
        Path sealed = path.resolveSibling(named(name, record.verdict().validity()));
        if (!sealed.equals(path)) {
            Files.move(path, sealed, StandardCopyOption.ATOMIC_MOVE);
            path = sealed;
        }
    }

    /** @throws IOException if the record is of a newer format, or damaged */
    public RunRecord read() throws IOException {
        try {
            return read(Json.JSON.readTree(path.resolve(RECORD).toFile()));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IOException(path.resolve(RECORD) + where + ": damaged: " + what, e);
        }
    }

    private RunRecord read(JsonNode tree) throws IOException {
        int format = tree.path("format").asInt();
        if (format < 1 || format > RunRecord.FORMAT) {
            throw new IOException(path.resolve(RECORD) + ": format " + format + " is unknown; this version reads 1 to "
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
        for (Measure measure : Measure.values()) {
            if (intervals.stream().anyMatch(i -> i.histogram(measure).getTotalCount() > 0)) {
                append(logName(key, measure), measure, blockStartedAt, intervals);
            }
        }
    }

    private void append(String fileName, Measure measure, Instant blockStartedAt, List<Interval> intervals)
            throws IOException {
        double startSeconds = blockStartedAt.toEpochMilli() / 1e3;
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
                log.outputComment(startTime(blockStartedAt));
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

    /** The writer's own version of this line is in the time zone of the machine. */
    private static String startTime(Instant startedAt) {
        long ms = startedAt.toEpochMilli();
        return String.format(
                Locale.ROOT, "[StartTime: %.3f (seconds since epoch), %s]", ms / 1e3, Instant.ofEpochMilli(ms));
    }

    /**
     * Reads a series back, in the order in which it was measured.
     *
     * @return a histogram in nanoseconds per interval, each with its start and end by the wall clock in epoch
     *     milliseconds; empty where nothing of the kind was measured
     * @throws IOException if a line of the log is damaged
     */
    public List<Histogram> intervals(CellKey key, Measure measure) throws IOException {
        Path file = path.resolve(logName(key, measure));
        List<Histogram> histograms = new ArrayList<>();
        if (!Files.exists(file)) {
            return histograms;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (!line.startsWith("#") && !line.startsWith("\"")) {
                histograms.add(decode(file, line));
            }
        }
        return histograms;
    }

    /** The library's own reader takes a damaged line for the end, and cuts time stamps to a millisecond too few. */
    private static Histogram decode(Path file, String line) throws IOException {
        String[] fields = line.split(",");
        try {
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(fields[3])), 0);
            long startMs = toMs(fields[0]);
            histogram.setStartTimeStamp(startMs);
            histogram.setEndTimeStamp(startMs + toMs(fields[1]));
            return histogram;
        } catch (DataFormatException | RuntimeException e) {
            throw new IOException(file + ": the line of " + fields[0] + " is damaged", e);
        }
    }

    private static long toMs(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e3);
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
