package dev.wirebench.report.browser;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which numbers must stand under which name, computed from run folders alone. */
final class Expectations {

    private static final Pattern PERCENTILE = Pattern.compile(
            "(?:(response|service|send lag|generator lag|receive lag|connect|handshake) )?(?:p([\\d.]+)|(max))");

    /** From here on a closed load measures the generator: docs/method.md. */
    private static final double BUSY = 0.95;

    private static final Map<String, Function<RawSeries, Optional<Quantity>>> NUMBERS = Map.ofEntries(
            entry("throughput", Expectations::throughput),
            entry("of the calibrated rate", Expectations::calibratedShare),
            entry("up per message", series -> perMessage(series, "Up")),
            entry("down per message", series -> perMessage(series, "Down")),
            entry("up per connection", series -> perConnection(series, "Up")),
            entry("down per connection", series -> perConnection(series, "Down")),
            entry("target CPU per message", series -> cpuPerMessage(series, "targetCpuNs")),
            entry("target CPU / message", series -> cpuPerMessage(series, "targetCpuNs")),
            entry("generator CPU per message", series -> cpuPerMessage(series, "generatorCpuNs")),
            entry("target memory per connection", Expectations::memoryPerConnection),
            entry("without a good answer", Expectations::unanswered),
            entry("error rate", Expectations::errorRate),
            entry("target memory", series -> whole(series.joined("usage", "targetRssBytes", Math::max), "bytes")),
            entry("busiest worker busy", series -> perElapsed(series, "workers", "busyNs", "share")),
            entry("run-queue wait", series -> perElapsed(series, "workers", "runWaitNs", "share")),
            entry("generator CPU", series -> perElapsed(series, "usage", "generatorCpuNs", "cores")),
            entry("target CPU", series -> perElapsed(series, "usage", "targetCpuNs", "cores")),
            entry("longest pause", series -> whole(series.joined("surroundings", "longestPauseNs", Math::max), "time")),
            entry("pauses", series -> perElapsed(series, "surroundings", "pausesNs", "share")),
            entry("GC", series -> whole(series.sum("surroundings", "gcNs"), "time")),
            entry("compilation", series -> whole(series.sum("surroundings", "compilationNs"), "time")),
            entry("listen overflows", series -> whole(series.sum("surroundings", "listenOverflows"), "")),
            entry("retransmits", series -> whole(series.sum("surroundings", "segmentsRetransmitted"), "")),
            entry("segments sent", series -> whole(series.sum("surroundings", "segmentsSent"), "")),
            entry("refusals", series -> whole(series.sum("workers", "refusals"), "")),
            entry("queued for a connection", series -> whole(series.sum("workers", "queuedForConnection"), "")),
            entry("fds left", series -> whole(series.joined("surroundings", "fileDescriptorsLeft", Math::min), "")),
            entry("target restarts", series -> whole(series.sum("surroundings", "targetRestarts"), "")),
            entry("intended", series -> counted(series, "intended")),
            entry("answered", series -> counted(series, "answered")),
            entry("timed out", series -> counted(series, "timedOut")),
            entry("unfinished", series -> counted(series, "unfinished")),
            entry("connect-failed", series -> counted(series, "connect-failed")),
            entry("handshake-refused", series -> counted(series, "handshake-refused")),
            entry("closed-early", series -> counted(series, "closed-early")),
            entry("reset", series -> counted(series, "reset")),
            entry("not-read", series -> counted(series, "not-read")),
            entry("malformed", series -> counted(series, "malformed")),
            entry("wrong-status", series -> counted(series, "wrong-status")),
            entry("wrong-answer", series -> counted(series, "wrong-answer")),
            entry("failed", Expectations::failed));

    /** Names that stand for several numbers. */
    private static final Map<String, List<String>> PAIRS = Map.of(
            "bytes up / down", List.of("up per message", "down per message"),
            "opening bytes", List.of("up per connection", "down per connection"),
            "retransmits", List.of("retransmits", "segments sent"));

    private Expectations() {}

    /**
     * What must stand under a name.
     *
     * @param measure what a percentile without a measure in its name is one of
     * @return null if the name is not known; each number that was not measured is empty
     */
    static List<Optional<Quantity>> of(String name, String measure, RawSeries series) {
        if (PAIRS.containsKey(name)) {
            return PAIRS.get(name).stream()
                    .map(part -> NUMBERS.get(part).apply(series))
                    .toList();
        }
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            String of = percentile.group(1) == null ? measure : percentile.group(1);
            String rank = percentile.group(3) == null ? percentile.group(2) : "100";
            return List.of(percentile(series, of.replace(' ', '-'), rank));
        }
        if (name.equals("pauses (time)")) {
            return List.of(whole(series.sum("surroundings", "pausesNs"), "time"));
        }
        return NUMBERS.containsKey(name) ? List.of(NUMBERS.get(name).apply(series)) : null;
    }

    static Optional<Quantity> percentile(RawSeries series, String measure, String percentile) {
        return series.percentile(measure, percentile)
                .map(found -> Quantity.between(found.lowNs(), found.highNs(), "time")
                        .asBound(found.isOpen() || found.isExact() ? Optional.of(found.isOpen()) : Optional.empty()));
    }

    private static Optional<Quantity> throughput(RawSeries series) {
        double elapsedNs = series.elapsedNs();
        boolean isGenerators = !series.isOpenLoad()
                && series.sum("workers", "busyNs")
                        .filter(busy -> busy / elapsedNs >= BUSY)
                        .isPresent();
        return series.throughputPerSecond()
                .map(each -> Quantity.of(each, "rate").asBound(Optional.of(isGenerators)));
    }

    private static Optional<Quantity> calibratedShare(RawSeries series) {
        double calibrated =
                series.record().path("calibration").path("ratePerSecond").asDouble();
        return calibrated > 0 && !series.isOpenLoad() && series.instrument().equals("nio")
                ? throughput(series).map(each -> Quantity.of(each.low() / calibrated, "share"))
                : Optional.empty();
    }

    private static Optional<Quantity> perMessage(RawSeries series, String way) {
        double messages = series.sum("traffic", "messageBytes" + way).orElse(0.0);
        double opening = series.cell().endsWith("-long")
                ? 0
                : series.sum("traffic", "connectionBytes" + way).orElse(0.0);
        boolean isCounted = series.sum("traffic", "messageBytesUp").orElse(0.0)
                        + series.sum("traffic", "messageBytesDown").orElse(0.0)
                > 0;
        long answered = series.counted("answered");
        return isCounted && answered > 0
                ? Optional.of(Quantity.of((messages + opening) / answered, "bytes"))
                : Optional.empty();
    }

    private static Optional<Quantity> perConnection(RawSeries series, String way) {
        double connections = series.sum("traffic", "connections").orElse(0.0);
        return connections > 0
                ? series.sum("traffic", "connectionBytes" + way).map(bytes -> Quantity.of(bytes / connections, "bytes"))
                : Optional.empty();
    }

    private static Optional<Quantity> cpuPerMessage(RawSeries series, String key) {
        long answered = series.counted("answered");
        return answered == 0
                ? Optional.empty()
                : series.sum("usage", key).map(ns -> Quantity.of(ns / answered, "time"));
    }

    private static Optional<Quantity> perElapsed(RawSeries series, String part, String key, String kind) {
        return series.elapsedNs() == 0
                ? Optional.empty()
                : series.sum(part, key).map(ns -> Quantity.of(ns / series.elapsedNs(), kind));
    }

    private static Optional<Quantity> whole(Optional<Double> value, String kind) {
        return value.map(each -> Quantity.of(each, kind));
    }

    private static Optional<Quantity> counted(RawSeries series, String ending) {
        return Optional.of(Quantity.of(series.counted(ending), ""));
    }

    private static Optional<Quantity> failed(RawSeries series) {
        long others = series.counted("answered") + series.counted("timedOut") + series.counted("unfinished");
        return Optional.of(Quantity.of(series.counted("intended") - others, ""));
    }

    private static Optional<Quantity> memoryPerConnection(RawSeries series) {
        double connections = series.connections();
        return series.joined("usage", "targetRssBytes", Math::max)
                .map(bytes -> Quantity.of(bytes / connections, "bytes"));
    }

    /** The runs of these tests set no block aside. */
    private static Optional<Quantity> unanswered(RawSeries series) {
        return Optional.of(Quantity.of(series.counted("intended") - series.counted("answered"), ""));
    }

    private static Optional<Quantity> errorRate(RawSeries series) {
        double intended = series.counted("intended");
        return intended == 0
                ? Optional.empty()
                : Optional.of(Quantity.of((intended - series.counted("answered")) / intended, "share"));
    }
}
