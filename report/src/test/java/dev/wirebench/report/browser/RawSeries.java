package dev.wirebench.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A series of a run folder as docs/formats.md describes it, read with nothing of the code that the page is made by. Immutable.
 */
final class RawSeries {

    /** So many values that lie from {@code lowNs} to {@code highNs}, which a histogram does not tell apart. */
    private record Values(long lowNs, long highNs, long count) {}

    /**
     * Where a percentile lies if messages without an answer took no longer than their age.
     *
     * @param isOpen whether it may be any larger value
     * @param isExact whether it is the same however long they took
     */
    record Percentile(double lowNs, double highNs, boolean isOpen, boolean isExact) {}

    private static final List<String> MEASURES = List.of(
            "response", "service", "send-lag", "generator-lag", "receive-lag", "connect", "handshake", "unanswered");

    /** A line of a log: of which block, from 1 on, and what was recorded. */
    private record Line(int block, List<Values> values) {}

    private final int run;
    private final JsonNode record;
    private final JsonNode json;
    private final Map<String, List<Line>> logs;
    private List<RawSeries> blocks;

    private RawSeries(int run, JsonNode record, JsonNode json, Map<String, List<Line>> logs) {
        this.run = run;
        this.record = record;
        this.json = json;
        this.logs = logs;
    }

    /**
     * Reads its logs.
     *
     * @param run index among the page's runs
     * @param record all of its {@code record.json}, and {@code json} its part of it
     */
    static RawSeries read(int run, Path folder, JsonNode record, JsonNode json) {
        RawSeries named = new RawSeries(run, record, json, Map.of());
        Map<String, List<Line>> logs = MEASURES.stream()
                .collect(Collectors.toMap(
                        measure -> measure, measure -> lines(folder.resolve(named + "." + measure + ".hlog"))));
        return new RawSeries(run, record, json, logs);
    }

    /** What it would be if each block had been measured alone. */
    List<RawSeries> blocks() {
        if (blocks == null) {
            blocks = alone();
        }
        return blocks;
    }

    private List<RawSeries> alone() {
        List<RawSeries> alone = new ArrayList<>();
        int number = 0;
        for (JsonNode block : json.path("blocks")) {
            int own = ++number;
            ObjectNode only = json.deepCopy();
            only.putArray("blocks").add(block);
            Map<String, List<Line>> lines = logs.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            log -> log.getValue().stream()
                                    .filter(line -> line.block == own)
                                    .toList()));
            alone.add(new RawSeries(run, record, only, lines));
        }
        return alone;
    }

    Instant startedAt() {
        return Instant.parse(json.path("blocks").path(0).path("startedAt").asText());
    }

    int run() {
        return run;
    }

    JsonNode record() {
        return record;
    }

    @Override
    public String toString() {
        return cell() + "." + load() + "." + instrument();
    }

    String cell() {
        return json.path("cell").asText();
    }

    String protocol() {
        return cell().substring(0, cell().indexOf('-'));
    }

    String instrument() {
        return json.path("instrument").asText();
    }

    boolean isOpenLoad() {
        return json.path("load").path("kind").asText().equals("open");
    }

    String load() {
        JsonNode load = json.path("load");
        return isOpenLoad()
                ? (load.path("swept").asBoolean() ? "swept-" : "open-")
                        + new BigDecimal(load.path("ratePerSecond").asText())
                                .stripTrailingZeros()
                                .toPlainString()
                : "closed-" + load.path("connections").asLong();
    }

    long connections() {
        return json.path("load").path("connections").asLong();
    }

    /** The sum over all blocks of {@code part/key}; empty where one block does not know. */
    Optional<Double> sum(String part, String key) {
        return joined(part, key, Long::sum);
    }

    Optional<Double> joined(String part, String key, LongBinaryOperator both) {
        List<Long> values = new ArrayList<>();
        for (JsonNode block : json.path("blocks")) {
            values.add(block.path(part).path(key).asLong(-1));
        }
        return values.contains(-1L)
                ? Optional.empty()
                : values.stream().reduce(both::applyAsLong).map(Long::doubleValue);
    }

    /** Answers that arrived while it was measured; in records before format 3, all of them until the last. */
    Optional<Double> throughputPerSecond() {
        boolean isCounted = StreamSupport.stream(json.path("blocks").spliterator(), false)
                .allMatch(block -> block.path("answeredInWindow").asLong(-1) >= 0);
        double answers = isCounted ? ofBlocks("answeredInWindow") : counted("answered");
        double ns = isCounted ? ofBlocks("measurementNs") : elapsedNs();
        return ns == 0 ? Optional.empty() : Optional.of(answers * 1e9 / ns);
    }

    private long ofBlocks(String key) {
        return StreamSupport.stream(json.path("blocks").spliterator(), false)
                .mapToLong(block -> block.path(key).asLong())
                .sum();
    }

    double elapsedNs() {
        return StreamSupport.stream(json.path("blocks").spliterator(), false)
                .mapToLong(block -> block.path("elapsedNs").asLong())
                .sum();
    }

    long counted(String ending) {
        long sum = 0;
        for (JsonNode block : json.path("blocks")) {
            JsonNode counts = block.path("counts");
            sum += counts.has(ending)
                    ? counts.path(ending).asLong()
                    : counts.path("failed").path(ending).asLong();
        }
        return sum;
    }

    /**
     * The smallest value with rank >= ceil(p N / 100), where a message without an answer is at least its age.
     *
     * @param percentile 0 to 100, as text
     */
    Optional<Percentile> percentile(String measure, String percentile) {
        List<Values> answered = log(measure);
        List<Values> all = new ArrayList<>(answered);
        boolean isTaken = count(answered) > 0 || counted("answered") == 0;
        if (measure.equals("response") && isTaken) {
            all.addAll(ages());
        } else if (measure.equals("service") && isTaken) {
            all.addAll(agesSinceSent(answered));
        }
        long count = count(all);
        if (count == 0) {
            return Optional.empty();
        }
        long rank = new BigDecimal(percentile)
                .multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .longValueExact();
        Values lowest = atRank(all, Math.max(1, rank));
        boolean isOpen = rank > count(answered);
        boolean isExact = !isOpen && atRank(answered, Math.max(1, rank)).highNs == lowest.highNs;
        return Optional.of(new Percentile(lowest.lowNs, lowest.highNs, isOpen, isExact));
    }

    /** How old messages without an answer were at least; one without a known age is at least 0 old. */
    private List<Values> ages() {
        List<Values> ages = new ArrayList<>(log("unanswered"));
        ages.add(new Values(0, 0, counted("intended") - counted("answered") - count(ages)));
        return ages;
    }

    /** Those that were sent, the youngest first: younger by no more than the largest send lag since they were. */
    private List<Values> agesSinceSent(List<Values> answered) {
        List<Values> lags = log("send-lag");
        long largestLagNs = lags.stream().mapToLong(Values::highNs).max().orElse(0);
        List<Values> ages = new ArrayList<>(ages());
        ages.sort(Comparator.comparingLong(Values::lowNs));
        long sent = count(lags) == 0 ? count(ages) : Math.max(0, count(lags) - count(answered));
        List<Values> since = new ArrayList<>();
        for (Values age : ages) {
            long count = Math.min(sent, age.count);
            since.add(new Values(Math.max(0, age.lowNs - largestLagNs), Math.max(0, age.highNs - largestLagNs), count));
            sent -= count;
        }
        return since;
    }

    private static long count(List<Values> values) {
        return values.stream().mapToLong(Values::count).sum();
    }

    private static Values atRank(List<Values> values, long rank) {
        long passed = 0;
        List<Values> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparingLong(Values::highNs));
        for (Values each : sorted) {
            passed += each.count;
            if (passed >= rank) {
                return each;
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + passed);
    }

    private List<Values> log(String measure) {
        return logs.get(measure).stream().flatMap(line -> line.values.stream()).toList();
    }

    private static List<Line> lines(Path file) {
        List<Line> lines = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (line.startsWith("Tag=block-")) {
                    String[] fields = line.split(",");
                    int block = Integer.parseInt(fields[0].substring("Tag=block-".length()));
                    lines.add(new Line(block, decoded(fields[4])));
                }
            }
        } catch (IOException | DataFormatException e) {
            throw new IllegalStateException(file.toString(), e);
        }
        return lines;
    }

    private static List<Values> decoded(String encoded) throws DataFormatException {
        Histogram histogram = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
        List<Values> values = new ArrayList<>();
        for (HistogramIterationValue each : histogram.recordedValues()) {
            values.add(new Values(
                    histogram.lowestEquivalentValue(each.getValueIteratedTo()),
                    histogram.highestEquivalentValue(each.getValueIteratedTo()),
                    each.getCountAtValueIteratedTo()));
        }
        return values;
    }
}
