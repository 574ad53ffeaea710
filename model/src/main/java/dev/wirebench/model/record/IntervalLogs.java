package dev.wirebench.model.record;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The HdrHistogram interval logs of a run folder, one per series and {@link Measure}; each line is tagged with its block.
 *
 * <p>Blocks are appended, and the record says how many lines of each log belong to the run: what is beyond them, as after
 * a kill, is never read, and the next block takes its place. Not safe for concurrent use.
 */
final class IntervalLogs {

    private static final double NS_PER_MS = 1e6;

    private static final String TAGGED = "Tag=";

    private static final Pattern TAG = Pattern.compile("block-([1-9][0-9]{0,8})");

    /** Lines by name; of formats before 3 without a limit. */
    private final Map<String, Integer> lines = new TreeMap<>();

    /** Where those lines end, in logs that were written here. */
    private final Map<String, Long> ends = new HashMap<>();

    private final Map<CellKey, Integer> blocks = new HashMap<>();

    /** Of a block that was running when its process was killed: a line of each log, by its name. */
    private final Map<String, String> running = new HashMap<>();

    private boolean isLimited = true;

    /** Forgets what was known: the logs are those that the record tells of. */
    void readAs(RunRecord record, Map<String, Integer> counted) {
        isLimited = record.format() >= 3;
        lines.clear();
        lines.putAll(counted);
        blocks.clear();
        record.cells().forEach(cell -> blocks.put(cell.key(), cell.blocks().size()));
    }

    /** With the lines of a block that was never finished. */
    void addRunning(RunningBlock block) {
        block.logs().forEach((measure, line) -> running.put(name(block.series().key(), measure), line));
    }

    /** The one line that a block would have in each log that it has any value for, by the name of the measure. */
    RunningBlock running(CellKey key, Block block, Interval soFar) {
        int before = blocks.getOrDefault(key, 0);
        Map<String, String> logs = new TreeMap<>();
        for (Measure measure : Measure.values()) {
            if (soFar.histogram(measure).getTotalCount() > 0) {
                byte[] line = encode("", measure, block.startedAt(), List.of(soFar), before, false);
                logs.put(measure.label(), new String(line, StandardCharsets.US_ASCII).strip());
            }
        }
        return new RunningBlock(RunRecord.FORMAT, before, CellRecord.of(key, block), logs);
    }

    /** How many lines of each log belong to the run. */
    Map<String, Integer> lines() {
        return Collections.unmodifiableMap(lines);
    }

    /** What {@link #append} has written of a block; it counts once it is {@link #commit committed}. */
    static final class Appended {

        private final CellKey key;
        private final Map<String, Integer> lines = new TreeMap<>();
        private final Map<String, Long> ends = new HashMap<>();

        private Appended(CellKey key) {
            this.key = key;
        }

        /** How many lines the block has in each log. */
        Map<String, Integer> lines() {
            return Collections.unmodifiableMap(lines);
        }
    }

    /** Adds a block to the logs of its series, one per measure that has any value. @throws IOException naming the file */
    Appended append(Path folder, BlockResult result, String left) throws IOException {
        CellKey key = result.key();
        List<Interval> intervals = result.intervals();
        Instant startedAt = result.block().startedAt();
        int block = blocks.getOrDefault(key, 0);
        Appended appended = new Appended(key);
        for (Measure measure : Measure.values()) {
            if (intervals.stream().anyMatch(i -> i.histogram(measure).getTotalCount() > 0)) {
                String name = name(key, measure);
                byte[] more = encode(name, measure, startedAt, intervals, block, !lines.containsKey(name));
                long end = AppendedFile.write(folder.resolve(name), ends.getOrDefault(name, 0L), more, left);
                appended.lines.put(name, intervals.size());
                appended.ends.put(name, end);
            }
        }
        return appended;
    }

    /** Loads the classes that appending needs. */
    void rehearse(CellKey key) {
        new IntervalLogs().commit(new Appended(key));
    }

    /** The block belongs to the run; until then the next one takes its place. */
    void commit(Appended appended) {
        appended.lines.forEach((name, more) -> lines.merge(name, more, Integer::sum));
        ends.putAll(appended.ends);
        blocks.merge(appended.key, 1, Integer::sum);
    }

    private static byte[] encode(
            String name, Measure measure, Instant startedAt, List<Interval> intervals, int block, boolean isNew) {
        var bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            if (isNew) {
                log.outputComment("[Wirebench: " + name + ", values in nanoseconds, maxima in milliseconds]");
                log.outputLogFormatVersion();
                log.outputComment(startTime(startedAt));
                log.outputLegend();
            }
            intervals.forEach(interval -> output(log, measure, startedAt, interval, block));
        }
        return bytes.toByteArray();
    }

    private static void output(
            HistogramLogWriter log, Measure measure, Instant startedAt, Interval interval, int block) {
        double startSeconds = startedAt.toEpochMilli() / 1e3;
        Histogram histogram = interval.histogram(measure);
        histogram.setTag("block-" + (block + 1));
        log.outputIntervalHistogram(
                startSeconds + interval.startNs() / 1e9, startSeconds + interval.endNs() / 1e9, histogram, NS_PER_MS);
    }

    /** The writer's own version of this line is in the time zone of the machine. */
    private static String startTime(Instant startedAt) {
        long ms = startedAt.toEpochMilli();
        return String.format(
                Locale.ROOT, "[StartTime: %.3f (seconds since epoch), %s]", ms / 1e3, Instant.ofEpochMilli(ms));
    }

    /** @throws IOException if a line that the record counts is missing or damaged */
    List<Histogram> read(Path folder, CellKey key, Measure measure) throws IOException {
        String name = name(key, measure);
        List<Histogram> histograms = readLog(folder.resolve(name), key, lines.getOrDefault(name, 0));
        if (running.containsKey(name)) {
            histograms.add(decode(folder.resolve(RunningBlock.FILE), running.get(name), blocks.getOrDefault(key, 0)));
        }
        return histograms;
    }

    private List<Histogram> readLog(Path file, CellKey key, int counted) throws IOException {
        int expected = isLimited ? counted : Integer.MAX_VALUE;
        List<Histogram> histograms = new ArrayList<>();
        if (expected == 0 || !isLimited && !Files.exists(file)) {
            return histograms;
        }
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
        int from = 0;
        for (int to; histograms.size() < expected && (to = endOfLine(text, from)) >= 0; from = to + 1) {
            String line = text.substring(from, to).stripTrailing();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("\"")) {
                histograms.add(decode(file, line, blocks.getOrDefault(key, 0)));
            }
        }
        if (isLimited && histograms.size() < expected) {
            throw new IOException(file + ": damaged: of " + expected + " lines that " + RunFolder.RECORD + " counts, "
                    + histograms.size() + " are there");
        }
        return histograms;
    }

    /** A last line that does not end was not written in full; older formats replaced a log as a whole. */
    private int endOfLine(String text, int from) {
        int to = text.indexOf('\n', from);
        return to < 0 && !isLimited && from < text.length() ? text.length() : to;
    }

    /** The library's own reader takes a damaged line for the end, and cuts time stamps to a millisecond too few. */
    private Histogram decode(Path file, String line, int ofBlocks) throws IOException {
        String[] fields = line.split(",");
        int first = fields[0].startsWith(TAGGED) ? 1 : 0;
        try {
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(fields[first + 3])), 0);
            long startMs = toMs(fields[first]);
            histogram.setStartTimeStamp(startMs);
            histogram.setEndTimeStamp(startMs + toMs(fields[first + 1]));
            if (isLimited) {
                histogram.setTag(fields[0].substring(TAGGED.length()));
                if (block(histogram).orElseThrow() >= ofBlocks) {
                    throw new IOException(file + ": damaged: there is a line of " + histogram.getTag() + ", but "
                            + RunFolder.RECORD + " has " + ofBlocks + " blocks of the series");
                }
            }
            return histogram;
        } catch (DataFormatException | RuntimeException e) {
            throw new IOException(
                    file + ": the line of " + fields[Math.min(first, fields.length - 1)] + " is damaged", e);
        }
    }

    /** Which block of its series an interval belongs to, from 0 on; formats before 3 do not say. */
    static OptionalInt block(Histogram interval) {
        Matcher tag = TAG.matcher(interval.getTag() == null ? "" : interval.getTag());
        return tag.matches() ? OptionalInt.of(Integer.parseInt(tag.group(1)) - 1) : OptionalInt.empty();
    }

    private static long toMs(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e3);
    }

    private static String name(CellKey key, Measure measure) {
        return name(key, measure.label());
    }

    private static String name(CellKey key, String measure) {
        return key.label() + "." + measure + ".hlog";
    }
}
