package dev.wirebench.report.page;

import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.SweptCell;
import dev.wirebench.report.read.SweptRate;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Latency against the rate that was asked for: of a sweep, or of the cells that were measured under at least {@link
 * #FEWEST_RATES} rates. Immutable.
 *
 * @param limit null without one that can be drawn
 */
record SweepData(String instrument, String title, LimitData limit, List<CurveData> curves) {

    private static final int FEWEST_RATES = 3;

    /**
     * What a percentile of the response time is to stay below.
     *
     * @param text {@code p99 < 10 ms}
     * @param percentile as it is named on the page
     */
    record LimitData(String text, String percentile, double ns) {}

    /**
     * @param knee the rate of the point with the largest throughput per p99 (Kleinrock's power: L. Kleinrock, Power and
     *     Deterministic Rules of Thumb for Probabilistic Problems in Computer Communications, ICC 1979); null where that is
     *     the highest rate, so that the knee lies beyond it
     */
    record CurveData(String cell, String protocol, String lifetime, List<PointData> points, Double knee) {

        /** @param unsorted rates of one cell */
        static CurveData of(List<Series> unsorted, Predicate<Series> isJudged) {
            List<Series> rates = new ArrayList<>(unsorted);
            rates.sort(Comparator.comparingDouble(SweepData::ratePerSecond));
            List<PointData> points = rates.stream()
                    .map(series -> PointData.of(series, isJudged.test(series)))
                    .toList();
            SeriesData.Name name = SeriesData.Name.of(rates.get(0));
            return new CurveData(name.cell(), name.protocol(), name.lifetime(), points, knee(points));
        }

        private static Double knee(List<PointData> points) {
            PointData most = points.stream()
                    .max(Comparator.comparingDouble(PointData::power))
                    .orElseThrow();
            return most == points.get(points.size() - 1) || most.power() == 0 ? null : most.rate;
        }

        private String kneeText() {
            if (knee == null) {
                return "beyond " + Units.TYPESET.perSecond(points.get(points.size() - 1).rate);
            }
            boolean isFirst = knee == points.get(0).rate;
            return (isFirst ? "at or below " : "at ") + Units.TYPESET.perSecond(knee);
        }
    }

    /**
     * Times in ns, lower bounds; null without a value.
     *
     * @param rate asked for, per second
     * @param isOpen whether p99 is only known to be at least so much
     * @param answeredShare of the messages intended
     */
    record PointData(
            double rate, Long p50, Long p99, boolean isOpen, Double throughput, double answeredShare, boolean judged) {

        static PointData of(Series series, boolean judged) {
            Optional<Quantile> p99 = series.at(Percentile.P99);
            OptionalDouble throughput = series.value(Scalar.THROUGHPUT);
            long intended = series.counts().intended();
            return new PointData(
                    ratePerSecond(series),
                    series.at(Percentile.P50).map(Quantile::lowerNs).orElse(null),
                    p99.map(Quantile::lowerNs).orElse(null),
                    p99.filter(each -> each.upperNs() == Quantile.INFINITE).isPresent(),
                    throughput.isPresent() ? throughput.getAsDouble() : null,
                    intended == 0 ? 0 : (double) series.counts().answered() / intended,
                    judged);
        }

        private double power() {
            return p99 == null || p99 == 0 || throughput == null ? 0 : throughput / p99;
        }
    }

    /** Of the run's sweep; without one, of each instrument that saw a cell under enough rates. */
    static List<SweepData> of(Run run) {
        if (!run.swept().isEmpty()) {
            return List.of(ofSweep(run));
        }
        return Arrays.stream(Instrument.values())
                .map(instrument -> ofLoads(run, instrument))
                .filter(sweep -> !sweep.curves.isEmpty())
                .toList();
    }

    private static SweepData ofSweep(Run run) {
        boolean isValid = run.record().verdict().isValid();
        Map<String, List<String>> cells = new LinkedHashMap<>();
        List<CurveData> curves = new ArrayList<>();
        for (SweptCell cell : run.swept()) {
            Set<Series> unknown = cell.rates().stream()
                    .filter(rate -> rate.standing() == SweptRate.Standing.GENERATOR_LIMITED)
                    .map(SweptRate::series)
                    .collect(Collectors.toSet());
            List<Series> rates = cell.rates().stream().map(SweptRate::series).toList();
            curves.add(CurveData.of(rates, series -> isValid && !unknown.contains(series)));
            cells.computeIfAbsent(upTo(cell), rate -> new ArrayList<>())
                    .add(cell.cell().name());
        }
        Sweep sweep = run.record().plan().sweep();
        return new SweepData(
                Instrument.NIO.label(),
                Titles.judged(
                        sweep.limit() + " holds for " + parts(cells),
                        run.record().verdict()),
                drawn(sweep),
                curves);
    }

    private static String upTo(SweptCell cell) {
        if (cell.highest().isPresent()) {
            return "up to " + cell.text(Units.TYPESET);
        }
        return cell.broken().isPresent() ? "at no rate measured" : "at no rate that is known";
    }

    /** The chart has p50 and p99 of the response time, and no line for a limit on anything else. */
    private static LimitData drawn(Sweep sweep) {
        Percentile metric = (Percentile) sweep.rule().subject().metric();
        return metric.equals(Percentile.P50) || metric.equals(Percentile.P99)
                ? new LimitData(sweep.limit(), metric.label(), sweep.rule().value())
                : null;
    }

    private static SweepData ofLoads(Run run, Instrument instrument) {
        Map<String, List<Series>> cells = new LinkedHashMap<>();
        run.series().stream()
                .filter(series -> series.record().instrument() == instrument && series.isOpen())
                .forEach(series -> cells.computeIfAbsent(series.record().cell().name(), name -> new ArrayList<>())
                        .add(series));
        boolean isValid = run.record().verdict().isValid();
        List<CurveData> curves = cells.values().stream()
                .filter(rates -> rates.size() >= FEWEST_RATES)
                .map(rates -> CurveData.of(rates, series -> isValid))
                .toList();
        Map<String, List<String>> knees = new LinkedHashMap<>();
        curves.forEach(curve -> knees.computeIfAbsent(curve.kneeText(), knee -> new ArrayList<>())
                .add(curve.cell));
        String title = "Most answers per p99, the knee of the curve: " + parts(knees);
        return new SweepData(
                instrument.label(), Titles.judged(title, run.record().verdict()), null, curves);
    }

    private static String parts(Map<String, List<String>> cells) {
        return cells.entrySet().stream()
                .map(each -> Sentences.list(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    private static double ratePerSecond(Series series) {
        return ((Load.Open) series.record().load()).ratePerSecond();
    }
}
