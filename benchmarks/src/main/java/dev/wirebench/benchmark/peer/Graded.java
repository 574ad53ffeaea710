package dev.wirebench.benchmark.peer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How right a tool was about one schedule. Immutable.
 *
 * @param asked how it was asked, in words
 * @param perSecond requests per second, as the tool counts them
 * @param judged one for each percentile of the truth test that it printed
 * @param remark what stands instead of percentiles where it printed none: {@code cannot}, or what became of it
 */
public record Graded(
        String schedule, String asked, OptionalDouble perSecond, List<Judged> judged, Optional<String> remark) {

    public Graded {
        judged = List.copyOf(judged);
    }

    public long right() {
        return judged.stream().filter(Judged::isRight).count();
    }

    public long count() {
        return judged.stream().filter(Judged::counts).count();
    }
}
