package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Grades runs of the NIO generator against scripted targets, whose log lies in the run folder. */
public final class Truth {

    private static final String PREFIX = "truth-";

    private Truth() {}

    /**
     * Grades each cell of a run.
     *
     * @param intendedNs when the messages of a block were intended, from the schedule's start, in order and with the
     *     warm-up; the same for all wires
     * @param warmUp how many of them, from the first, were not measured
     * @return in the order of the plan's cells
     * @throws IllegalArgumentException if the plan has no script, or is more than one block of one open load, or has two
     *     cells of one wire: the log does not tell them apart
     * @throws IOException if record, histograms or the target's log are missing or damaged
     */
    public static List<CellGrade> grade(RunFolder folder, long[] intendedNs, int warmUp) throws IOException {
        return grade(Run.read(folder), folder.path(), intendedNs, warmUp);
    }

    /** The same of a run that has been read already. @param folder that the target's log lies in */
    public static List<CellGrade> grade(Run run, Path folder, long[] intendedNs, int warmUp) throws IOException {
        requireGradable(run.record().plan());
        List<ScriptLog.Row> log = ScriptLog.read(folder.resolve(ScriptLog.FILE));
        List<CellGrade> grades = new ArrayList<>();
        for (Cell cell : run.record().plan().cells()) {
            Oracle oracle = new Oracle(run.record().plan(), cell.protocol(), intendedNs, warmUp, log);
            grades.add(grade(run, cell, oracle, warmUp));
        }
        return grades;
    }

    private static void requireGradable(Plan plan) {
        if (plan.script() == null
                || plan.blocks() != 1
                || plan.load().size() != 1
                || !(plan.load().get(0) instanceof Load.Open)) {
            throw new IllegalArgumentException(
                    "only a plan with a script, one open load and one block can be graded, was " + plan.name());
        }
        if (plan.cells().stream().map(Cell::protocol).distinct().count()
                < plan.cells().size()) {
            throw new IllegalArgumentException("only a plan with one cell of each wire can be graded, was "
                    + plan.name() + " with " + plan.cells());
        }
    }

    private static CellGrade grade(Run run, Cell cell, Oracle oracle, int warmUp) {
        Plan plan = run.record().plan();
        Optional<Series> series = run.find(cell, plan.load().get(0), Instrument.NIO);
        DoubleFunction<OptionalDouble> formula = formula(plan);
        List<PercentileGrade> marks = new ArrayList<>();
        for (double percentile : CellGrade.PERCENTILES) {
            marks.add(PercentileGrade.of(
                    percentile,
                    formula.apply(percentile),
                    oracle,
                    series.flatMap(s -> s.at(Measure.RESPONSE, percentile)),
                    plan.phases().timeoutNs()));
        }
        List<String> errors = new ArrayList<>(oracle.errors());
        series.ifPresentOrElse(
                s -> checkCounts(s, oracle, warmUp, errors), () -> errors.add("the run did not measure it"));
        String schedule = plan.name().startsWith(PREFIX) ? plan.name().substring(PREFIX.length()) : plan.name();
        String lifetime = cell.isLong() ? "" : cell.isShort() ? " short" : " " + cell.messagesPerConnection();
        return new CellGrade(
                schedule + lifetime, cell, run.name(), run.record().verdict(), oracle.lateness(), marks, errors);
    }

    /** The oracle needs no closed form, so a script without one can still be graded. */
    private static DoubleFunction<OptionalDouble> formula(Plan plan) {
        try {
            return ClosedForm.of(plan)::responseNs;
        } catch (IllegalArgumentException e) {
            return percentile -> OptionalDouble.empty();
        }
    }

    private static void checkCounts(Series series, Oracle oracle, int warmUp, List<String> errors) {
        Counts counts = series.counts();
        long warmedUp = series.record().blocks().stream()
                .map(Block::warmUp)
                .mapToLong(Counts::intended)
                .sum();
        check("intended before the measurement", warmedUp, "scheduled", warmUp, errors);
        check("intended", counts.intended(), "scheduled", oracle.count(), errors);
        check("answered", counts.answered(), "answered by the target", oracle.answered(), errors);
        check("timed out", counts.timedOut(), "left unanswered", oracle.count() - oracle.answered(), errors);
        errors.addAll(series.contradictions());
    }

    private static void check(String what, long counted, String truly, long count, List<String> errors) {
        if (counted != count) {
            errors.add("the record counts " + counted + " messages " + what + ", but " + count + " were " + truly);
        }
    }
}
