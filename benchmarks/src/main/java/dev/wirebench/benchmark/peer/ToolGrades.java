package dev.wirebench.benchmark.peer;

import java.util.List;
import java.util.Optional;

/**
 * How right one tool was about all schedules. Immutable.
 *
 * @param rate how it is asked for one, in words
 * @param addition to its count of right percentiles, in words; empty for none
 * @param stopped empty where that was not tried
 */
public record ToolGrades(
        String tool, String version, String rate, List<Graded> grades, String addition, Optional<Stopped> stopped) {

    public ToolGrades {
        grades = List.copyOf(grades);
    }

    public long right() {
        return grades.stream().mapToLong(Graded::right).sum();
    }

    public long count() {
        return grades.stream().mapToLong(Graded::count).sum();
    }
}
