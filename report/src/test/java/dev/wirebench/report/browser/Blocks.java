package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The tables of what each block came to, of how far the blocks of a cell lie apart, and of what that lets differ. */
final class Blocks {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final String PAIRS = "Pairs of cells by ";
    private static final Map<String, String> TIMES = Map.of("pauses", "pauses (time)");

    private Blocks() {}

    /** Whether the column is one of numbers. */
    static boolean check(String where, Place place, String text, TableCheck runs) {
        if (place.table().label().contains(PAIRS)) {
            return pair(where, place, text, runs);
        }
        RawSeries series = runs.find(place.row().head(), place.table());
        if (place.table().label().equals("Over time")) {
            String number = place.row().head().substring(place.row().head().lastIndexOf(' ') + 1);
            block(where, place, text, series.blocks().get(Integer.parseInt(number) - 1));
            return true;
        }
        List<Quantity> values = values(series, place.table().chosen().getOrDefault("Figure", "p50"));
        Quantity wanted = place.head().equals("blocks")
                ? Quantity.of(values.size(), "")
                : Quantity.between(
                        ranked(place.head(), values, Quantity::low),
                        ranked(place.head(), values, Quantity::high),
                        kind(values));
        Quantity.check(where, text, List.of(wanted));
        return true;
    }

    private static void block(String where, Place place, String text, RawSeries block) {
        if (place.head().startsWith("started")) {
            assertThat(text).as(where).isEqualTo(CLOCK.format(block.startedAt()));
            return;
        }
        String name = TIMES.getOrDefault(place.head(), place.head());
        TableCheck.compare(
                where,
                text,
                List.of(known(Expectations.of(name, "response", block).get(0))));
    }

    /** Of a block only what is known as more than a bound is shown. */
    private static Optional<Quantity> known(Optional<Quantity> wanted) {
        return wanted.filter(each -> each.kind().equals("rate") || !each.bound().orElse(false))
                .map(each -> Quantity.between(each.low(), each.high(), each.kind()));
    }

    private static List<Quantity> values(RawSeries series, String figure) {
        return series.blocks().stream()
                .flatMap(block ->
                        known(Expectations.of(figure, "response", block).get(0)).stream())
                .filter(value -> value.high() > 0)
                .toList();
    }

    private static String kind(List<Quantity> values) {
        return values.get(0).kind();
    }

    private static double ranked(String rank, List<Quantity> values, ToDoubleFunction<Quantity> of) {
        double[] sorted = values.stream().mapToDouble(of).sorted().toArray();
        return switch (rank) {
            case "lowest" -> sorted[0];
            case "highest" -> sorted[sorted.length - 1];
            case "median" -> median(sorted);
            default -> throw new AssertionError("a column of blocks that nobody knows: " + rank);
        };
    }

    static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static boolean pair(String where, Place place, String text, TableCheck runs) {
        String label = place.table().label();
        String figure = label.substring(label.indexOf(PAIRS) + PAIRS.length());
        String[] cells = place.row().head().split(" / ");
        List<RawSeries> both = Stream.of(cells[1], cells[0])
                .map(cell -> runs.find(cell + gatling(place), place.table()))
                .toList();
        List<List<Quantity>> values =
                both.stream().map(series -> values(series, figure)).toList();
        boolean isKnown = values.get(0).size() == both.get(0).blocks().size()
                && values.get(1).size() == both.get(1).blocks().size();
        if (!isKnown) {
            assertThat(text).as(where).matches("-|too few blocks to tell");
            return true;
        }
        return new Pair(values.get(0), values.get(1)).check(where, place.head(), text);
    }

    private static String gatling(Place place) {
        return place.table().chosen().getOrDefault("Instrument", "").equals("gatling") ? " (Gatling)" : "";
    }
}
