package dev.wirebench.report.page;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.BreakEven;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.LifetimeComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each chart of a matrix shows, said above it. */
final class Titles {

    /** Below this share of its rate a cell did not keep up, as far as so many messages tell. */
    private static final double KEPT_UP = 0.99;

    private static final Comparator<Named> BY_NUMBER = Comparator.comparingDouble(Named::number);

    private final Run run;
    private final Matrix matrix;
    private final Units units;

    private record Named(String name, double number, String text) {}

    private Titles(Run run, Matrix matrix, Units units) {
        this.run = run;
        this.matrix = matrix;
        this.units = units;
    }

    /** By the chart's name; what cannot be said is not in it. */
    static Map<String, String> of(Run run, Matrix matrix, Units units) {
        Titles titles = new Titles(run, matrix, units);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spectrum.response", titles.times(Percentile.P50, ""));
        all.put("spectrum.service", titles.times(new Percentile(Measure.SERVICE, 50), ", counted from its send,"));
        all.put("spectrum.send-lag", titles.lag());
        all.put("timeline", titles.blocks());
        all.put("throughput", titles.throughput());
        all.put("cost", titles.cost());
        all.put("break-even.time", titles.breakEven(BreakEven.Row::time, "in time"));
        all.put("break-even.bytes", titles.breakEven(BreakEven.Row::bytes, "in bytes"));
        all.values().removeIf(Objects::isNull);
        all.replaceAll((name, title) -> judged(title, run.record().verdict()));
        return all;
    }

    /** What is not to be judged says so wherever it is quoted. */
    static String judged(String title, Verdict verdict) {
        return verdict.isValid() ? title : title + " (run " + verdict.validity() + ", not judged)";
    }

    /** The protocol for which the lifetime of its connections matters most, or the quickest and the slowest cell. */
    private String times(Percentile median, String how) {
        return LifetimeComparison.of(matrix, median).stream()
                .max(Comparator.comparingDouble(LifetimeComparison::ratio))
                .map(most -> "A message on a kept " + most.protocol().label() + " connection takes" + how + " "
                        + units.time(most.ofLong()) + " at the median; on a connection of its own "
                        + units.ratio(most.ratio()) + (most.ratio() >= 1 ? " as long" : " of that"))
                .or(() -> extremes(series -> series.finite(median), units::time)
                        .map(text -> "At the median, a message takes" + how + " " + text))
                .orElse(null);
    }

    private String lag() {
        return extremes(Percentile.SEND_LAG_P99, "At p99, messages were sent later than intended by ");
    }

    private String blocks() {
        Optional<Named> widest = matrix.cells().values().stream()
                .filter(series -> series.blockMedians().size() > 1)
                .map(series -> new Named(series.record().cell().name(), spread(series), ""))
                .max(BY_NUMBER);
        String medians = widest.map(named -> "The medians of a cell\u2019s blocks lie up to "
                        + units.ratio(named.number) + " apart (" + named.name + ")")
                .orElse("Each cell has one block");
        return medians
                + named(series -> series.value(Scalar.LONGEST_PAUSE), units::time).stream()
                        .max(BY_NUMBER)
                        .map(named -> "; the generator\u2019s longest pause was " + named.text)
                        .orElse("");
    }

    /** How many times the lowest the highest is. */
    private static double spread(Series series) {
        LongSummaryStatistics medians =
                series.blockMedians().stream().mapToLong(Quantile::lowerNs).summaryStatistics();
        return (double) medians.getMax() / Math.max(1, medians.getMin());
    }

    private String throughput() {
        if (!(matrix.load() instanceof Load.Open open)) {
            return extremes(Scalar.THROUGHPUT, "As fast as answers came: ");
        }
        String rate = units.perSecond(open.ratePerSecond());
        String behind = named(series -> series.value(Scalar.THROUGHPUT), units::perSecond).stream()
                .filter(named -> named.number < KEPT_UP * open.ratePerSecond())
                .map(named -> named.name + " " + named.text)
                .collect(Collectors.joining(", "));
        return behind.isEmpty()
                ? "Every cell kept up with " + rate
                : "Not every cell kept up with " + rate + ": " + behind;
    }

    private String cost() {
        String parts = Stream.of(
                        extremes(
                                        series -> sum(series.value(Scalar.BYTES_UP), series.value(Scalar.BYTES_DOWN)),
                                        units::bytes)
                                .map(text -> "A message moves " + text)
                                .orElse(null),
                        extremes(Scalar.TARGET_CPU, "target CPU is "))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return parts.isEmpty() ? extremes(Percentile.CONNECT_P50, "Connecting takes, at the median, ") : parts;
    }

    private static OptionalDouble sum(OptionalDouble a, OptionalDouble b) {
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.getAsDouble() + b.getAsDouble())
                : OptionalDouble.empty();
    }

    private String breakEven(Function<BreakEven.Row, Optional<BreakEven>> cost, String what) {
        String parts = run.breakEvens(matrix).stream()
                .flatMap(row -> cost.apply(row).stream()
                        .map(each -> row.longCell().record().cell().name() + " " + each.text(units)))
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? null : "Cheaper " + what + " than a new HTTP connection for every message: " + parts;
    }

    /** Null where no cell has the metric. */
    private String extremes(Metric metric, String before) {
        return extremes(series -> series.value(metric), value -> units.of(metric.dimension(), value))
                .map(text -> before + text)
                .orElse(null);
    }

    private Optional<String> extremes(Function<Series, OptionalDouble> number, DoubleFunction<String> unit) {
        List<Named> all = named(number, unit);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Named least = all.get(0);
        Named most = all.get(all.size() - 1);
        String text = least.text + " on " + least.name;
        if (all.size() > 1 && least.text.equals(most.text)) {
            return Optional.of(least.text + " on every cell");
        }
        return Optional.of(least == most ? text : text + " to " + most.text + " on " + most.name);
    }

    /** From the least to the most. */
    private List<Named> named(Function<Series, OptionalDouble> number, DoubleFunction<String> unit) {
        List<Named> named = new ArrayList<>();
        for (Series series : matrix.cells().values()) {
            number.apply(series)
                    .ifPresent(
                            value -> named.add(new Named(series.record().cell().name(), value, unit.apply(value))));
        }
        named.sort(BY_NUMBER);
        return named;
    }
}
