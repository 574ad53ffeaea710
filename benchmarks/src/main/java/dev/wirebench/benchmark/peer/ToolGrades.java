package dev.wirebench.benchmark.peer;

import java.util.List;
import java.util.Optional;

/**
 * Accuracy of one tool over all schedules. Immutable.
 *
 * @param rate human-readable load model
 * @param addition remark on its count of right percentiles; empty for none
 * @param suspension empty if that was not tried
 */
record ToolGrades(
        String tool,
        String version,
        String rate,
        List<ScheduleGrade> grades,
        String addition,
        Optional<SuspensionResult> suspension) {

    ToolGrades {
        grades = List.copyOf(grades);
    }

    long right() {
        return grades.stream().mapToLong(ScheduleGrade::right).sum();
    }

    long count() {
        return grades.stream().mapToLong(ScheduleGrade::count).sum();
    }
}
