package dev.wirebench.report.say;

import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Turns of phrase that several reports share. */
public final class Sentences {

    private Sentences() {}

    /** Says how the messages without an answer ended. */
    public static String unanswered(Counts counts, Units units) {
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

    /** Says that a cell's connections did not last as long as they were meant to; empty where they did. */
    public static Optional<String> reopened(Series series, Units units) {
        CellRecord record = series.record();
        long reopened = record.events().reopened();
        if (reopened <= 0) {
            return Optional.empty();
        }
        Counts counts = record.counts();
        boolean isTarget = counts.failures() + counts.timedOut() == 0;
        String times = units.count(reopened) + (reopened == 1 ? " time" : " times");
        String what = Sentences.name(series) + ": "
                + (isTarget
                        ? "the target closed or broke connections " + times
                        : "connections ended " + times + " before they should have, by the target's doing or with a"
                                + " message that failed");
        long planned = (long) record.load().connections() * record.blocks().size();
        String consequence = !record.cell().isLong()
                ? ", before each had carried " + record.cell().messagesPerConnection() + " messages"
                : "; " + units.count(record.traffic().connections()) + " connections were opened where "
                        + units.count(planned) + " were planned, so "
                        + (reopened >= planned ? "this is not a kept cell" : "not all of them were kept");
        return Optional.of(what + consequence + ".");
    }

    /** {@code http-short under open-1000, by nio}. */
    static String name(Series series) {
        return series.record().cell().name() + " under "
                + series.record().load().label() + ", by "
                + series.record().instrument().label();
    }

    /** {@code a, b and c}. */
    public static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
