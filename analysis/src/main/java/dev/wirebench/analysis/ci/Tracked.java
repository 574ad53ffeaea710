package dev.wirebench.analysis.ci;

import dev.wirebench.analysis.Figure;
import dev.wirebench.analysis.Quantile;
import dev.wirebench.analysis.Series;
import dev.wirebench.model.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.LongStream;

/** A number of a series that is followed from run to run. */
enum Tracked {
    P50("p50", 50),
    P90("p90", 90),
    P99("p99", 99),
    THROUGHPUT("throughput", Unit.PER_SECOND, Figure.THROUGHPUT),
    BYTES_UP("bytes-up", Unit.BYTES, Figure.BYTES_UP),
    BYTES_DOWN("bytes-down", Unit.BYTES, Figure.BYTES_DOWN),
    TARGET_CPU("target-cpu", Unit.NS, Figure.TARGET_CPU),
    /** Messages without a good answer. */
    FAILED(
            "failed",
            Unit.MESSAGES,
            series -> OptionalDouble.of(
                    series.counts().intended() - series.counts().answered()));

    /** In what it is counted. */
    enum Unit {
        NS("ns"),
        PER_SECOND("per_second"),
        BYTES("bytes"),
        MESSAGES("messages");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final String label;
    private final Unit unit;
    private final Function<Series, OptionalDouble> value;

    /** Messages without an answer count as infinite: they would make it look the smaller the faster they fail. */
    Tracked(String label, double percentile) {
        this(
                label,
                Unit.NS,
                series -> series.at(Measure.RESPONSE, percentile)
                        .filter(quantile -> !quantile.isOpen())
                        .map(quantile -> OptionalDouble.of(quantile.upperNs()))
                        .orElse(OptionalDouble.empty()));
    }

    Tracked(String label, Unit unit, Figure figure) {
        this(label, unit, figure::value);
    }

    Tracked(String label, Unit unit, Function<Series, OptionalDouble> value) {
        this.label = label;
        this.unit = unit;
        this.value = value;
    }

    /** As in the rule of a gate. */
    String label() {
        return label;
    }

    Unit unit() {
        return unit;
    }

    /** Its label and then, unless that says it, its unit. */
    String labelWithUnit(String separator) {
        return unit == Unit.BYTES ? label : label + separator + unit.label();
    }

    boolean isBiggerBetter() {
        return this == THROUGHPUT;
    }

    /** Empty where it was not measured, or lies among messages without an answer. */
    OptionalDouble value(Series series) {
        return value.apply(series);
    }

    /** The smallest and the largest of the blocks, where there are several and they are known each by itself. */
    Optional<Range> range(Series series) {
        List<Quantile> medians = series.blockMedians();
        if (this != P50 || medians.size() < 2 || medians.stream().anyMatch(Quantile::isOpen)) {
            return Optional.empty();
        }
        return Optional.of(new Range(
                upper(medians).min().orElseThrow(), upper(medians).max().orElseThrow()));
    }

    private static LongStream upper(List<Quantile> quantiles) {
        return quantiles.stream().mapToLong(Quantile::upperNs);
    }

    /** In the unit of the value. Immutable. */
    record Range(double low, double high) {}
}
