package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.record.Verdict;
import java.util.List;

/**
 * How right a run was about one cell against a scripted target. Immutable.
 *
 * @param schedule the plan's name, without the {@code truth-} that all of them begin with; where connections are not kept,
 *     with {@code short} or the number of messages that each carries
 * @param run name of the run's folder
 * @param verdict of the run itself
 * @param marks one for each of {@link #PERCENTILES}
 * @param errors of accounting, in words: messages lost, invented, or counted as something else than they were
 */
public record CellGrade(
        String schedule,
        Cell cell,
        String run,
        Verdict verdict,
        OracleLateness lateness,
        List<PercentileGrade> marks,
        List<String> errors) {

    /** Those of "Truth test" in docs/method.md; 100 is the largest value. */
    public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 95.0, 99.0, 99.9, 100.0);

    public CellGrade {
        marks = List.copyOf(marks);
        errors = List.copyOf(errors);
    }

    /** How messages are carried: {@code http}, {@code websocket} or {@code raw}. */
    public String wire() {
        return cell.protocol().label();
    }

    public long right() {
        return marks.stream().filter(PercentileGrade::isRight).count();
    }
}
