package dev.wirebench.report.read;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Scalar;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Whether both instruments read the same response times off a cell under an open load, and if not, why. Immutable. */
public record CrossCheck(InstrumentPair pair) {

    /** How far right answers may lie apart, whatever their size: a difference in time says nothing beside medians of 60 us. */
    private static final double TOLERANCE_SHARE = 0.05;

    private static final int MEDIAN = 50;
    private static final int TAIL = 99;

    public enum Result {
        AGREE,
        DIFFER,
        /** Of a percentile no more than a bound is known. */
        UNKNOWN
    }

    public static List<CrossCheck> of(Run run) {
        return run.instrumentPairs().stream()
                .filter(pair -> pair.nio().isOpen())
                .map(CrossCheck::new)
                .toList();
    }

    /** What agreeing means. */
    public static String criterion(Units units) {
        return "p50 and p99 of the response time within " + units.percent(TOLERANCE_SHARE);
    }

    /** How many of a run's cells agree, and the largest difference; empty where none can be compared. */
    public static Optional<String> sentence(Run run, Units units) {
        List<CrossCheck> known =
                of(run).stream().filter(c -> c.result() != Result.UNKNOWN).toList();
        long agreeing = known.stream().filter(c -> c.result() == Result.AGREE).count();
        return known.stream()
                .max(Comparator.comparingLong(CrossCheck::largestNs))
                .map(largest ->
                        "The NIO generator and Gatling agree in " + agreeing + " of " + known.size() + " cells ("
                                + criterion(units) + "); the largest difference is that of "
                                + largest.pair.nio().record().cell().name() + " under "
                                + largest.pair.nio().record().load().label() + ": " + largest.difference(units)
                                + ". What an instrument adds is in every time it reads.");
    }

    public Result result() {
        if (isOff(MEDIAN) || isOff(TAIL)) {
            return Result.DIFFER;
        }
        return response(MEDIAN).isPresent() && response(TAIL).isPresent() ? Result.AGREE : Result.UNKNOWN;
    }

    public String text(Units units) {
        return switch (result()) {
            case AGREE -> "agree";
            case DIFFER -> "differ by " + difference(units);
            case UNKNOWN -> Units.MISSING;
        };
    }

    private Optional<InstrumentPair.Gap> response(int percentile) {
        return pair.at(Measure.RESPONSE, percentile);
    }

    private boolean isOff(int percentile) {
        return relative(percentile) > TOLERANCE_SHARE;
    }

    private long largestNs() {
        return List.of(MEDIAN, TAIL).stream()
                .flatMap(percentile -> response(percentile).stream())
                .mapToLong(gap -> Math.abs(gap.differenceNs()))
                .max()
                .orElse(0);
    }

    private String difference(Units units) {
        StringJoiner parts = new StringJoiner(" and ");
        for (int percentile : List.of(MEDIAN, TAIL)) {
            response(percentile)
                    .ifPresent(gap -> parts.add(units.difference(gap.differenceNs()) + " at p" + percentile));
        }
        return parts + reason(units) + cpu(units);
    }

    /** At the median, unless the tail differs more, in its own size: response time is send lag and service time. */
    private String reason(Units units) {
        int percentile = relative(TAIL) > relative(MEDIAN) ? TAIL : MEDIAN;
        Optional<InstrumentPair.Gap> service = pair.at(Measure.SERVICE, percentile);
        Optional<InstrumentPair.Gap> lag = pair.at(Measure.SEND_LAG, percentile);
        if (service.isEmpty() || lag.isEmpty()) {
            return "";
        }
        long serviceNs = service.get().differenceNs();
        long lagNs = lag.get().differenceNs();
        String inService = "service p" + percentile + " " + units.difference(serviceNs);
        String inLag = "send lag p" + percentile + " " + units.difference(lagNs);
        return Math.abs(serviceNs) >= Math.abs(lagNs)
                ? ", mostly in service time (" + inService + ", " + inLag + ")"
                : ", mostly in send lag (" + inLag + ", " + inService + ")";
    }

    private double relative(int percentile) {
        return response(percentile)
                .map(gap -> Math.abs(gap.differenceNs()) / Math.max(1.0, gap.nioNs()))
                .orElse(0.0);
    }

    private String cpu(Units units) {
        OptionalDouble ours = pair.nio().value(Scalar.GENERATOR_CPU);
        OptionalDouble theirs = pair.gatling().value(Scalar.GENERATOR_CPU);
        return ours.isPresent() && theirs.isPresent()
                ? ", with " + units.difference(theirs.getAsDouble() - ours.getAsDouble())
                        + " of generator CPU per message"
                : "";
    }
}
