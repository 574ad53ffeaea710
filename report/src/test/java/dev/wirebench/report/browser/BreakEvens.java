package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of how many messages pay for a connection: the smallest n of {@code opening + n long <= n short}. */
final class BreakEvens {

    private BreakEvens() {}

    /** Whether the column is one of numbers. */
    static boolean check(String where, Place place, String text, TableCheck runs) {
        String unit = Map.of("in time", "time", "in bytes", "bytes").get(place.head());
        if (unit == null) {
            return false;
        }
        RawSeries kept = runs.find(place.row().head(), place.table());
        RawSeries each =
                runs.find(place.row().head().replaceAll("\\b\\w+-(long|\\d+)\\b", "http-short"), place.table());
        Optional<Quantity> shortCost = unit.equals("time") ? median(each, "service") : bytes(each, "message");
        Optional<Quantity> longCost = unit.equals("time") ? median(kept, "service") : bytes(kept, "message");
        Optional<Quantity> opening = unit.equals("time") ? opening(kept, runs, place) : bytes(kept, "connection");
        if (shortCost.isEmpty() || longCost.isEmpty() || opening.isEmpty()) {
            assertThat(text).as(where).isEqualTo("-");
            return true;
        }
        check(where, text, opening.get(), minus(shortCost.get(), longCost.get()));
        return true;
    }

    private static void check(String where, String text, Quantity opening, Quantity saved) {
        if (text.equals("never")) {
            assertThat(saved.low()).as(where).isLessThanOrEqualTo(0);
        } else if (text.equals("always")) {
            assertThat(opening.low()).as(where).isLessThanOrEqualTo(Math.max(0, saved.high()));
        } else {
            assertThat(saved.high()).as(where).isPositive();
            double most = saved.low() > 0 ? Math.ceil(opening.high() / saved.low()) : Double.POSITIVE_INFINITY;
            Quantity messages = Quantity.between(Math.ceil(opening.low() / saved.high()), most, "");
            Quantity.check(where, text, List.of(messages));
        }
    }

    private static Optional<Quantity> opening(RawSeries kept, TableCheck runs, Place place) {
        List<RawSeries> candidates = runs.series().stream()
                .filter(each -> each.run() == kept.run() && each.load().equals(kept.load()))
                .filter(each -> each.instrument().equals(kept.instrument()))
                .filter(each -> each.cell().equals(kept.protocol() + "-short") || each.equals(kept))
                .filter(each -> median(each, "connect").isPresent())
                .filter(each -> !each.protocol().equals("websocket")
                        || median(each, "handshake").isPresent())
                .sorted((a, b) -> b.cell().compareTo(a.cell()))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        RawSeries timed = candidates.get(0);
        assertThat(place.beside("opening timed on")).isEqualTo(timed.cell());
        Optional<Quantity> connect = median(timed, "connect");
        return timed.protocol().equals("websocket") ? plus(connect, median(timed, "handshake")) : connect;
    }

    private static Optional<Quantity> median(RawSeries series, String measure) {
        return Expectations.percentile(series, measure, "50")
                .filter(median -> !median.bound().orElse(false));
    }

    private static Optional<Quantity> bytes(RawSeries series, String per) {
        return plus(
                Expectations.of("up per " + per, "", series).get(0),
                Expectations.of("down per " + per, "", series).get(0));
    }

    private static Optional<Quantity> plus(Optional<Quantity> a, Optional<Quantity> b) {
        return a.isPresent() && b.isPresent()
                ? Optional.of(Quantity.between(
                        a.get().low() + b.get().low(), a.get().high() + b.get().high(), ""))
                : Optional.empty();
    }

    private static Quantity minus(Quantity a, Quantity b) {
        return Quantity.between(a.low() - b.high(), a.high() - b.low(), "");
    }
}
