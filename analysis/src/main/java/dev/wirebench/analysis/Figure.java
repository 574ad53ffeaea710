package dev.wirebench.analysis;

import dev.wirebench.model.Measure;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A number that every report states about a series, with its name and its unit in one place. */
public enum Figure {
    RESPONSE_P50("p50", Measure.RESPONSE, 50),
    RESPONSE_P99("p99", Measure.RESPONSE, 99),
    RESPONSE_P999("p99.9", Measure.RESPONSE, 99.9),
    RESPONSE_MAX("max", Measure.RESPONSE, 100),
    SERVICE_P50("service p50", Measure.SERVICE, 50),
    SERVICE_P99("service p99", Measure.SERVICE, 99),
    SERVICE_P999("service p99.9", Measure.SERVICE, 99.9),
    SERVICE_MAX("service max", Measure.SERVICE, 100),
    SEND_LAG_P99("send lag p99", Measure.SEND_LAG, 99),
    THROUGHPUT("throughput", Series::throughputPerSecond, Unit.PER_SECOND),
    CONNECT_P50("connect p50", Measure.CONNECT, 50),
    CONNECT_P99("connect p99", Measure.CONNECT, 99),
    HANDSHAKE_P50("handshake p50", Measure.HANDSHAKE, 50),
    HANDSHAKE_P99("handshake p99", Measure.HANDSHAKE, 99),
    BYTES_UP("up per message", Series::bytesUpPerMessage, Unit.BYTES),
    BYTES_DOWN("down per message", Series::bytesDownPerMessage, Unit.BYTES),
    CONNECTION_BYTES_UP("up per connection", Series::bytesUpPerConnection, Unit.BYTES),
    CONNECTION_BYTES_DOWN("down per connection", Series::bytesDownPerConnection, Unit.BYTES),
    TARGET_CPU("target CPU per message", Series::targetCpuNsPerMessage, Unit.TIME),
    GENERATOR_CPU("generator CPU per message", Series::generatorCpuNsPerMessage, Unit.TIME),
    TARGET_RSS("target memory", Series::targetRssBytes, Unit.BYTES);

    private enum Unit {
        TIME,
        PER_SECOND,
        BYTES
    }

    private final String label;
    private final Measure measure;
    private final double percentile;
    private final Function<Series, OptionalDouble> number;
    private final Unit unit;

    Figure(String label, Measure measure, double percentile) {
        this.label = label;
        this.measure = measure;
        this.percentile = percentile;
        this.number = null;
        this.unit = Unit.TIME;
    }

    Figure(String label, Function<Series, OptionalDouble> number, Unit unit) {
        this.label = label;
        this.measure = null;
        this.percentile = Double.NaN;
        this.number = number;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    /** Nanoseconds, bytes or answers per second; of a quantile its lower bound. */
    public OptionalDouble value(Series series) {
        if (measure == null) {
            return number.apply(series);
        }
        Optional<Quantile> quantile = series.at(measure, percentile);
        return quantile.isPresent() ? OptionalDouble.of(quantile.get().lowerNs()) : OptionalDouble.empty();
    }

    /** The value with its unit, marked where it is a lower bound; {@link Units#MISSING} where there is none. */
    public String text(Series series, Units units) {
        if (measure != null) {
            return units.time(series.at(measure, percentile));
        }
        return switch (unit) {
            case TIME -> Units.text(value(series), units::time);
            case PER_SECOND -> Units.text(value(series), units::perSecond);
            case BYTES -> Units.text(value(series), units::bytes);
        };
    }

    /** As {@link #text(Series, Units)}; missing where nothing was measured at all. */
    public String text(Optional<Series> series, Units units) {
        return series.map(s -> text(s, units)).orElse(Units.MISSING);
    }
}
