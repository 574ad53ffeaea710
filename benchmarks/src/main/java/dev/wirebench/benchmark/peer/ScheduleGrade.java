package dev.wirebench.benchmark.peer;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Accuracy of a tool on one schedule. Immutable.
 *
 * @param load human-readable load that it was given; empty if it was not run
 * @param perSecond requests per second, as the tool counts them
 * @param percentiles of the truth test, as far as the tool printed them
 * @param remark shown instead if it printed none: {@code cannot}, or its exit status; empty otherwise
 */
record ScheduleGrade(
        String schedule, String load, OptionalDouble perSecond, List<PrintedPercentile> percentiles, String remark) {

    ScheduleGrade {
        percentiles = List.copyOf(percentiles);
    }

    long right() {
        return percentiles.stream().filter(PrintedPercentile::isRight).count();
    }

    long count() {
        return percentiles.stream().filter(PrintedPercentile::counts).count();
    }
}
