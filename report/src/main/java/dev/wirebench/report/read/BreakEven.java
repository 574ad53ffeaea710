package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * After how many messages a kept connection has paid for its opening. Immutable.
 *
 * <p>n messages cost {@code n * shortCost} on a connection each, and {@code opening + n * longCost} on one that is
 * kept; all three in the same unit, nanoseconds or bytes.
 */
public record BreakEven(double shortCost, double opening, double longCost) {

    /** {@link #messages} where a kept connection stays the dearer one for ever. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final Percentile SERVICE_P50 = new Percentile(Measure.SERVICE, 50);

    /** The smallest whole n from which the kept connection costs no more; 1 if it never costs more. */
    public long messages() {
        double saved = shortCost - longCost;
        if (saved <= 0) {
            return saved == 0 && opening <= 0 ? 1 : NEVER;
        }
        return Math.max(1, (long) Math.ceil(opening / saved));
    }

    public String text(Units units) {
        long messages = messages();
        return messages == 1 ? "always" : messages == NEVER ? "never" : "from " + units.count(messages) + " messages";
    }

    /** Medians of the service time, which on the short cell include connecting. */
    static Optional<BreakEven> inTime(Series shortCell, Series longCell, Opening opening) {
        OptionalDouble shortNs = shortCell.finite(SERVICE_P50);
        OptionalDouble longNs = longCell.finite(SERVICE_P50);
        OptionalDouble openingNs = opening.ns();
        return shortNs.isPresent() && longNs.isPresent() && openingNs.isPresent()
                ? Optional.of(new BreakEven(shortNs.getAsDouble(), openingNs.getAsDouble(), longNs.getAsDouble()))
                : Optional.empty();
    }

    /** Bytes up and down together, without TCP's own. */
    static Optional<BreakEven> inBytes(Series shortCell, Series longCell) {
        OptionalDouble shortBytes = sum(shortCell.value(Scalar.BYTES_UP), shortCell.value(Scalar.BYTES_DOWN));
        OptionalDouble longBytes = sum(longCell.value(Scalar.BYTES_UP), longCell.value(Scalar.BYTES_DOWN));
        OptionalDouble opening =
                sum(longCell.value(Scalar.CONNECTION_BYTES_UP), longCell.value(Scalar.CONNECTION_BYTES_DOWN));
        return shortBytes.isPresent() && longBytes.isPresent() && opening.isPresent()
                ? Optional.of(new BreakEven(shortBytes.getAsDouble(), opening.getAsDouble(), longBytes.getAsDouble()))
                : Optional.empty();
    }

    static OptionalDouble sum(OptionalDouble a, OptionalDouble b) {
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.getAsDouble() + b.getAsDouble())
                : OptionalDouble.empty();
    }

    /**
     * A long cell against {@code http-short}, under the same load and seen by the same instrument.
     *
     * @param openedOn the cell whose connect and handshake times were taken
     */
    public record Row(
            Series shortCell,
            Series longCell,
            Optional<Cell> openedOn,
            Optional<BreakEven> time,
            Optional<BreakEven> bytes) {

        static Row of(Series shortCell, Series longCell, Optional<Series> sameProtocolShort) {
            Opening opening = Opening.of(longCell, sameProtocolShort);
            return new Row(
                    shortCell,
                    longCell,
                    opening.measuredOn.map(series -> series.record().cell()),
                    inTime(shortCell, longCell, opening),
                    inBytes(shortCell, longCell));
        }
    }

    /**
     * What opening costs is seen on the short cell of the same protocol, which opens connections one by one while it is
     * measured; without one on the long cell, whose connections were opened many at a time and before the measurement.
     */
    record Opening(Optional<Series> measuredOn) {

        static Opening of(Series longCell, Optional<Series> sameProtocolShort) {
            return new Opening(sameProtocolShort
                    .filter(Opening::isMeasured)
                    .or(() -> Optional.of(longCell).filter(Opening::isMeasured)));
        }

        private static boolean isMeasured(Series series) {
            return series.quantiles(Measure.CONNECT).count() > 0
                    && (!series.hasHandshake()
                            || series.quantiles(Measure.HANDSHAKE).count() > 0);
        }

        OptionalDouble ns() {
            if (measuredOn.isEmpty()) {
                return OptionalDouble.empty();
            }
            Series series = measuredOn.get();
            OptionalDouble connect = series.finite(Percentile.CONNECT_P50);
            return series.hasHandshake() ? sum(connect, series.finite(Percentile.HANDSHAKE_P50)) : connect;
        }
    }
}
