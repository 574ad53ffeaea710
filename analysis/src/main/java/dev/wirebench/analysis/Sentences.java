package dev.wirebench.analysis;

import dev.wirebench.model.Counts;
import java.util.List;
import java.util.StringJoiner;

/** Turns of phrase that several reports share. */
final class Sentences {

    private Sentences() {}

    /** Says how the messages without an answer ended. */
    static String unanswered(Counts counts, Units units) {
        StringJoiner kinds = new StringJoiner(", ", " (", ")");
        counts.failed().forEach((outcome, count) -> {
            if (count > 0) {
                kinds.add(units.count(count) + " " + outcome.label());
            }
        });
        if (counts.timedOut() > 0) {
            kinds.add(units.count(counts.timedOut()) + " timed out");
        }
        if (counts.unfinished() > 0) {
            kinds.add(units.count(counts.unfinished()) + " unfinished");
        }
        return units.count(counts.intended() - counts.answered()) + " of " + units.count(counts.intended())
                + " messages got no right answer" + kinds;
    }

    /** {@code http-short under open-1000, by nio}. */
    static String name(Series series) {
        return series.record().cell().name() + " under "
                + series.record().load().label() + ", by "
                + series.record().instrument().label();
    }

    /** {@code a, b and c}. */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
