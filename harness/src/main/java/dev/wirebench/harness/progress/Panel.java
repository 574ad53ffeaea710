package dev.wirebench.harness.progress;

import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.read.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * What the terminal shows of a run that goes on. Immutable.
 *
 * @param words what is being done, to what, and how many of these there are
 * @param load of the messages, where any are sent
 * @param cores of the generator's process
 */
record Panel(Words words, Bar bar, Optional<Load> load, Figures figures, OptionalDouble cores) {

    record Words(String phase, String subject, String count) {}

    /** @param until what there will be when the time is over: {@code left}, or what happens then */
    record Bar(double share, long leftNs, String until) {}

    /** @param answeredPerSecond within the last second */
    record Figures(OptionalDouble answeredPerSecond, Optional<Snapshot.Times> times, Map<Outcome, Long> unanswered) {
        static final Figures NONE = new Figures(OptionalDouble.empty(), Optional.empty(), Map.of());
    }

    private static final String BOLD = "1";
    private static final String RED = "1;31";
    private static final String PLAIN = "";
    private static final String GAP = "   ";
    private static final int MIN_BAR = 10;
    private static final int MAX_BAR = 60;
    private static final int MINUTES_PER_HOUR = 60;

    /** A piece of text that is never divided. */
    private record Item(String text, String colour) {
        Item {
            text = SafeText.line(text);
        }

        static Item figure(String label, String value, int width) {
            return new Item(label + " " + value + " ".repeat(Math.max(0, width - value.length())), PLAIN);
        }
    }

    /** As it is drawn, and how many columns it takes. */
    record Line(String drawn, int columns) {}

    /** @return lines of fewer than so many columns; what does not fit stands on a further line */
    List<Line> lines(int columns) {
        int width = Math.max(1, columns - 1);
        List<Line> lines = new ArrayList<>();
        wrap(
                lines,
                List.of(
                        new Item(String.format("%-11s", words.phase), BOLD),
                        new Item(String.format("%-24s", words.subject), PLAIN),
                        new Item(words.count, PLAIN)),
                width);
        wrap(lines, List.of(new Item(bar(width), PLAIN)), width);
        wrap(lines, speed(), width);
        wrap(lines, trouble(), width);
        return lines;
    }

    private String bar(int width) {
        String text = String.format(Locale.ROOT, " %3.0f %%  %s %s", 100 * bar.share, text(bar.leftNs), bar.until);
        int room = Math.min(MAX_BAR, width - text.length() - 2);
        if (room < MIN_BAR) {
            return text.strip();
        }
        int filled = (int) Math.round(bar.share * room);
        return "[" + "#".repeat(filled) + ".".repeat(room - filled) + "]" + text;
    }

    private List<Item> speed() {
        String asked = load.map(Panel::asked).orElse(Units.MISSING);
        return List.of(
                Item.figure("asked", asked, 8),
                Item.figure("reached", number(figures.answeredPerSecond, Units.PLAIN::perSecond), 9),
                Item.figure("p50", time(figures.times.map(Snapshot.Times::p50Ns)), 7),
                Item.figure("p99", time(figures.times.map(Snapshot.Times::p99Ns)), 7),
                Item.figure("max", time(figures.times.map(Snapshot.Times::maxNs)), 7));
    }

    private List<Item> trouble() {
        return List.of(
                new Item("unanswered " + unanswered(), figures.unanswered.isEmpty() ? PLAIN : RED),
                Item.figure("send lag p99", time(figures.times.map(Snapshot.Times::sendLagP99Ns)), 7),
                Item.figure("generator CPU", number(cores, Units.PLAIN::cores), 10));
    }

    private static String asked(Load load) {
        return load instanceof Load.Open open ? Units.PLAIN.perSecond(open.ratePerSecond()) : "as fast as answers come";
    }

    private String unanswered() {
        return figures.unanswered.isEmpty()
                ? "none"
                : figures.unanswered.entrySet().stream()
                        .map(kind -> Units.PLAIN.count(kind.getValue()) + " "
                                + kind.getKey().label())
                        .collect(Collectors.joining(", "));
    }

    private static String time(Optional<Long> ns) {
        return ns.map(value -> Units.PLAIN.time(value)).orElse(Units.MISSING);
    }

    private static String number(OptionalDouble value, DoubleFunction<String> unit) {
        return value.isPresent() ? unit.apply(value.getAsDouble()) : Units.MISSING;
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    static String text(long ns) {
        Duration duration = Duration.ofMillis(Math.round(Math.max(0, ns) / 1e6 / 1e3) * 1000);
        return duration.toMinutes() < MINUTES_PER_HOUR
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart());
    }

    private static void wrap(List<Line> lines, List<Item> items, int width) {
        StringBuilder drawn = new StringBuilder();
        int used = 0;
        for (Item item : items) {
            String text = item.text.length() > width ? item.text.substring(0, width) : item.text;
            if (used > 0 && used + GAP.length() + text.stripTrailing().length() > width) {
                lines.add(new Line(drawn.toString(), used));
                drawn.setLength(0);
                used = 0;
            }
            String gap = used > 0 ? GAP : "";
            text = text.substring(0, Math.min(text.length(), width - used - gap.length()));
            drawn.append(gap).append(painted(text, item.colour));
            used += gap.length() + text.length();
        }
        if (used > 0) {
            lines.add(new Line(drawn.toString(), used));
        }
    }

    private static String painted(String text, String colour) {
        return colour.isEmpty() || text.isEmpty() ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
