package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of what both instruments read off the same cell. */
final class Instruments {

    private static final Pattern DIFFERENCE =
            Pattern.compile("(?:(service|send lag) p(\\d+) )?([+−][\\d.,]+ (?:ns|µs|ms|s))"
                    + "(?: at p(\\d+)| of generator (CPU) per message)?");

    private Instruments() {}

    /** Whether the column is one of numbers. */
    static boolean check(String where, Place place, String text, TableCheck runs) {
        String head = place.head();
        String names = place.row().head() + " " + place.beside("load");
        RawSeries nio = runs.find(names, place.table());
        RawSeries gatling = runs.find(names + " Gatling", place.table());
        if (head.equals("agreement")) {
            agreement(where, text, nio, gatling);
            return true;
        }
        if (!head.matches("(NIO|Gatling) p.*|p.* (ratio|difference)")) {
            return false;
        }
        String measure = place.beside("time").replace(' ', '-');
        Optional<Quantity> ours = Expectations.percentile(nio, measure, place.percentile());
        Optional<Quantity> theirs = Expectations.percentile(gatling, measure, place.percentile());
        Optional<Quantity> wanted = head.startsWith("NIO")
                ? ours
                : head.startsWith("Gatling") ? theirs : compared(head.endsWith("ratio"), ours, theirs);
        TableCheck.compare(where, text, List.of(wanted));
        return true;
    }

    /** Only what is known as more than a bound is compared. */
    private static Optional<Quantity> compared(boolean isRatio, Optional<Quantity> ours, Optional<Quantity> theirs) {
        if (ours.isEmpty() || theirs.isEmpty() || isBound(ours.get()) || isBound(theirs.get())) {
            return Optional.empty();
        }
        Quantity a = ours.get();
        Quantity b = theirs.get();
        return Optional.of(
                isRatio
                        ? Quantity.between(b.low() / a.high(), b.high() / a.low(), "times")
                        : Quantity.between(b.low() - a.high(), b.high() - a.low(), "time"));
    }

    private static boolean isBound(Quantity quantity) {
        return quantity.bound().orElse(false);
    }

    private static void agreement(String where, String text, RawSeries nio, RawSeries gatling) {
        StringBuilder rest = new StringBuilder();
        List<String> seen = new ArrayList<>();
        Matcher part = DIFFERENCE.matcher(text);
        while (part.find()) {
            Optional<Quantity> wanted =
                    part.group(5) != null ? compared(false, cpu(nio), cpu(gatling)) : difference(part, nio, gatling);
            TableCheck.compare(where, part.group(3), List.of(wanted));
            seen.add(part.group());
            part.appendReplacement(rest, "");
        }
        assertThat(part.appendTail(rest).toString()).as(where).doesNotContainPattern("\\d");
        assertThat(seen.isEmpty())
                .as("%s: '%s' names differences if it differs", where, text)
                .isEqualTo(!text.startsWith("differ"));
    }

    private static Optional<Quantity> difference(Matcher part, RawSeries nio, RawSeries gatling) {
        String measure = part.group(1) == null ? "response" : part.group(1).replace(' ', '-');
        String percentile = part.group(1) == null ? part.group(4) : part.group(2);
        return compared(
                false,
                Expectations.percentile(nio, measure, percentile),
                Expectations.percentile(gatling, measure, percentile));
    }

    private static Optional<Quantity> cpu(RawSeries series) {
        return Expectations.of("generator CPU per message", "", series).get(0);
    }
}
