package dev.wirebench.report.browser;

import java.util.List;
import java.util.Map;

/** The table of a cell under several rates. */
final class Rates {

    private Rates() {}

    /** Whether the column is one of numbers. */
    static boolean check(String where, Place place, String text, TableCheck runs) {
        String rate = place.beside("rate").replace(",", "").replaceAll("/s.*", "");
        RawSeries series =
                runs.find(place.row().head() + (runs.hasSweep() ? " swept-" : " open-") + rate, place.table());
        Quantity answered = Quantity.of((double) series.counted("answered") / series.counted("intended"), "share");
        Map<String, Quantity> own = Map.of("rate", Quantity.of(Double.parseDouble(rate), "rate"), "answered", answered);
        if (own.containsKey(place.head())) {
            Quantity.check(where, text, List.of(own.get(place.head())));
            return true;
        }
        if (place.head().equals("judged")) {
            return false;
        }
        TableCheck.compare(where, text, Expectations.of(place.head(), "response", series));
        runs.state(series, place.head());
        return true;
    }
}
