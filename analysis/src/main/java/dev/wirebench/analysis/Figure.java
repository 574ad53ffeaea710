package dev.wirebench.analysis;

import dev.wirebench.model.Measure;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A number that every report states about a series, with its name and its unit in one place. */
public enum Figure {
    RESPONSE_P50("p50", Measure.RESPONSE, 50),
    RESPONSE_P90("p90", Measure.RESPONSE, 90),
    RESPONSE_P99("p99", Measure.RESPONSE, 99),
    RESPONSE_P999("p99.9", Measure.RESPONSE, 99.9),
    RESPONSE_MAX("max", Measure.RESPONSE, 100),
    SERVICE_P50("service p50", Measure.SERVICE, 50),
    SERVICE_P90("service p90", Measure.SERVICE, 90),
    SERVICE_P99("service p99", Measure.SERVICE, 99),
    SERVICE_P999("service p99.9", Measure.SERVICE, 99.9),
    SERVICE_MAX("service max", Measure.SERVICE, 100),
    /** Of the target only a lower bound where the generator itself was the limit. */
    THROUGHPUT("throughput", Series::throughputPerSecond, Units::perSecond) {
        @Override
        public String text(Series series, Units units) {
            return (series.isGeneratorTheLimit() ? units.atLeast() : "") + super.text(series, units);
        }
    },
    CALIBRATED_SHARE("of the calibrated rate", Series::calibratedShare, Units::percent),
    CONNECT_P50("connect p50", Measure.CONNECT, 50),
    CONNECT_P99("connect p99", Measure.CONNECT, 99),
    HANDSHAKE_P50("handshake p50", Measure.HANDSHAKE, 50),
    HANDSHAKE_P99("handshake p99", Measure.HANDSHAKE, 99),
    BYTES_UP("up per message", Series::bytesUpPerMessage, Units::bytes),
    BYTES_DOWN("down per message", Series::bytesDownPerMessage, Units::bytes),
    CONNECTION_BYTES_UP("up per connection", Series::bytesUpPerConnection, Units::bytes),
    CONNECTION_BYTES_DOWN("down per connection", Series::bytesDownPerConnection, Units::bytes),
    TARGET_CPU("target CPU per message", Series::targetCpuNsPerMessage, Units::time),
    GENERATOR_CPU("generator CPU per message", Series::generatorCpuNsPerMessage, Units::time),
    TARGET_RSS("target memory", Series::targetRssBytes, Units::bytes),
    GENERATOR_LAG_P99("generator lag p99", Measure.GENERATOR_LAG, 99),
    SEND_LAG_P99("send lag p99", Measure.SEND_LAG, 99),
    RECEIVE_LAG_P99("receive lag p99", Measure.RECEIVE_LAG, 99),
    WORKER_BUSY("busiest worker busy", series -> series.evidence().busyShare(), Units::percent),
    RUN_QUEUE_WAIT("run-queue wait", series -> series.evidence().runQueueWaitShare(), Units::percent),
    GENERATOR_CORES("generator CPU", series -> series.evidence().generatorCores(), Units::cores),
    TARGET_CORES("target CPU", series -> series.evidence().targetCores(), Units::cores),
    LONGEST_PAUSE("longest pause", known(evidence -> evidence.surroundings().longestPauseNs()), Units::time),
    PAUSES("pauses", series -> series.evidence().pausesShare(), Units::percent),
    GC("GC", known(evidence -> evidence.surroundings().gcNs()), Units::time),
    COMPILATION("compilation", known(evidence -> evidence.surroundings().compilationNs()), Units::time),
    LISTEN_OVERFLOWS(
            "listen overflows", known(evidence -> evidence.surroundings().listenOverflows()), Figure::count),
    RETRANSMITS("retransmits", known(evidence -> evidence.surroundings().segmentsRetransmitted()), Figure::count) {
        @Override
        public String text(Series series, Units units) {
            OptionalDouble sent =
                    Evidence.known(series.evidence().surroundings().segmentsSent());
            boolean both = value(series).isPresent() && sent.isPresent();
            return super.text(series, units) + (both ? " of " + count(units, sent.getAsDouble()) : "");
        }
    },
    REFUSALS("refusals", known(evidence -> evidence.workers().refusals()), Figure::count),
    QUEUED("queued for a connection", known(evidence -> evidence.workers().queuedForConnection()), Figure::count),
    DESCRIPTORS_LEFT("fds left", known(evidence -> evidence.surroundings().fileDescriptorsLeft()), Figure::count),
    TARGET_RESTARTS("target restarts", known(evidence -> evidence.surroundings().targetRestarts()), Figure::count);

    private final String label;
    private final Measure measure;
    private final double percentile;
    private final Function<Series, OptionalDouble> number;
    private final BiFunction<Units, Double, String> unit;

    Figure(String label, Measure measure, double percentile) {
        this.label = label;
        this.measure = measure;
        this.percentile = percentile;
        this.number = null;
        this.unit = Units::time;
    }

    Figure(String label, Function<Series, OptionalDouble> number, BiFunction<Units, Double, String> unit) {
        this.label = label;
        this.measure = null;
        this.percentile = Double.NaN;
        this.number = number;
        this.unit = unit;
    }

    private static Function<Series, OptionalDouble> known(ToLongFunction<Evidence> whole) {
        return series -> Evidence.known(whole.applyAsLong(series.evidence()));
    }

    private static String count(Units units, double value) {
        return units.count((long) value);
    }

    public String label() {
        return label;
    }

    /** Nanoseconds, bytes, answers per second, processors, a share of 1 or a count; of a quantile its lower bound. */
    public OptionalDouble value(Series series) {
        if (measure == null) {
            return number.apply(series);
        }
        Optional<Quantile> quantile = series.at(measure, percentile);
        return quantile.isPresent() ? OptionalDouble.of(quantile.get().lowerNs()) : OptionalDouble.empty();
    }

    /** The value with its unit, marked where it is a bound; {@link Units#MISSING} where there is none. */
    public String text(Series series, Units units) {
        return measure != null
                ? series.guarded(measure, percentile)
                        .map(bounds -> units.atMost() + units.time(bounds.upperNs()))
                        .orElseGet(() -> units.time(series.at(measure, percentile)))
                : Units.text(value(series), value -> unit.apply(units, value));
    }

    /** Whether it is no more than an upper bound, as the generator itself was late. */
    boolean isUpperBound(Series series) {
        return measure != null && series.guarded(measure, percentile).isPresent();
    }

    /** As {@link #text(Series, Units)}; missing where nothing was measured at all. */
    public String text(Optional<Series> series, Units units) {
        return series.map(s -> text(s, units)).orElse(Units.MISSING);
    }
}
