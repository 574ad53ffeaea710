package dev.wirebench.report.page;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.BreakEven;
import dev.wirebench.report.read.CrossCheck;
import dev.wirebench.report.read.InstrumentPair;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.say.Caveats;
import dev.wirebench.report.say.Conclusions;
import dev.wirebench.report.say.GeneratorText;
import dev.wirebench.report.say.ScriptText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the page knows of a run beside its series. Immutable.
 *
 * @param script what a scripted target did; null without one
 * @param answer in two sentences; {@code says} has the others
 * @param generator what is known of the NIO generator itself
 * @param anatomy what its cells put on the socket; null where that was not kept
 */
record RunData(
        String name,
        Verdict verdict,
        Instant startedAt,
        Instant endedAt,
        String script,
        List<String> answer,
        List<String> says,
        List<String> limits,
        List<String> generator,
        List<MatrixData> matrices,
        List<BreakEvenData> breakEvens,
        List<SweepData> sweeps,
        List<GapData> gaps,
        String gatlingReport,
        Map<String, String> environment,
        String plan,
        AnatomyData anatomy) {

    /**
     * @param figures the labels of the metrics that come first, in their order
     * @param titles what each chart shows, by the chart's name
     */
    record MatrixData(
            String title,
            String load,
            boolean isOpen,
            String instrument,
            List<Protocol> protocols,
            List<String> figures,
            Map<String, String> titles,
            List<SpreadData> spreads) {}

    /** @param openedOn the cell whose opening was timed */
    record BreakEvenData(
            String cell, String load, String instrument, String openedOn, CostsData time, CostsData bytes) {}

    /**
     * Costs in nanoseconds or bytes, and the break-even.
     *
     * @param messages null for never
     */
    record CostsData(double shortCost, double opening, double longCost, Long messages, String text) {
        static CostsData of(Optional<BreakEven> breakEven) {
            return breakEven
                    .map(b -> new CostsData(
                            b.shortCost(),
                            b.opening(),
                            b.longCost(),
                            b.messages() == BreakEven.NEVER ? null : b.messages(),
                            b.text(Units.TYPESET)))
                    .orElse(null);
        }
    }

    /**
     * Both instruments' view of a cell.
     *
     * @param agreement null where the measure is not asked for it
     */
    record GapData(String cell, String load, String measure, ViewData p50, ViewData p99, String agreement) {}

    /** Gatling's figure beside the NIO generator's. */
    record ViewData(String nio, String gatling, String ratio, String difference) {}

    /** @param hasAnatomy whether that is shown, if the run kept it */
    static RunData of(Run run, boolean hasAnatomy) {
        List<String> answer = Conclusions.answer(run, Units.TYPESET);
        return new RunData(
                run.name(),
                run.record().verdict(),
                run.record().startedAt(),
                run.record().endedAt(),
                ScriptText.of(run, Units.TYPESET).orElse(null),
                answer,
                Conclusions.of(run, Units.TYPESET).stream()
                        .filter(sentence -> !answer.contains(sentence))
                        .toList(),
                Caveats.of(run, Units.TYPESET),
                GeneratorText.sentences(run, Units.TYPESET),
                run.matrices().stream().map(matrix -> matrix(run, matrix)).toList(),
                run.breakEvens().stream().map(RunData::breakEven).toList(),
                SweepData.of(run),
                gaps(run),
                run.record().link(RunLink.GATLING_REPORT).map(RunData::link).orElse(null),
                new TreeMap<>(run.record().facts()),
                PageData.text(run.record().plan()),
                run.anatomy().filter(each -> hasAnatomy).map(AnatomyData::of).orElse(null));
    }

    private static MatrixData matrix(Run run, Matrix matrix) {
        return new MatrixData(
                matrix.title(),
                matrix.load().label(),
                matrix.isOpen(),
                matrix.instrument().label(),
                matrix.protocols(),
                matrix.figures().stream().map(Metric::label).toList(),
                Titles.of(run, matrix, Units.TYPESET),
                SpreadData.of(matrix, run.record().verdict()));
    }

    private static BreakEvenData breakEven(BreakEven.Row row) {
        var key = row.longCell().record().key();
        return new BreakEvenData(
                key.cell().name(),
                key.load().label(),
                key.instrument().label(),
                row.openedOn().map(Object::toString).orElse(null),
                CostsData.of(row.time()),
                CostsData.of(row.bytes()));
    }

    private static List<GapData> gaps(Run run) {
        List<GapData> gaps = new ArrayList<>();
        for (Measure measure : List.of(Measure.RESPONSE, Measure.SERVICE)) {
            for (InstrumentPair pair : run.instrumentPairs()) {
                var key = pair.nio().record().key();
                boolean both = pair.nio().quantiles(measure).count() > 0
                        && pair.gatling().quantiles(measure).count() > 0;
                if (both) {
                    gaps.add(new GapData(
                            key.cell().name(),
                            key.load().label(),
                            measure.label(),
                            view(pair, measure, 50),
                            view(pair, measure, 99),
                            measure == Measure.RESPONSE && pair.nio().isOpen()
                                    ? new CrossCheck(pair).text(Units.TYPESET)
                                    : null));
                }
            }
        }
        return gaps;
    }

    /** Compared only where neither instrument has no more than a bound. */
    private static ViewData view(InstrumentPair pair, Measure measure, double percentile) {
        Units units = Units.TYPESET;
        var gap = pair.at(measure, percentile);
        return new ViewData(
                units.time(pair.nio().at(measure, percentile)),
                units.time(pair.gatling().at(measure, percentile)),
                gap.filter(g -> g.nioNs() > 0).map(g -> units.ratio(g.ratio())).orElse(Units.MISSING),
                gap.map(g -> units.difference(g.differenceNs())).orElse(Units.MISSING));
    }

    private static String link(String report) {
        boolean isSafe = report.matches("https?://[^\\s\"'<>]+")
                || report.matches("(\\.\\./)*[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
        return isSafe ? report : null;
    }
}
