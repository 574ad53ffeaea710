package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.report.browser.ShownTable.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The tables of systems, against their records and logs. */
final class SystemCells {

    private static final String RATES = "Systems: ";
    private static final String ABOUT = "Preflight and settings";

    private static final Map<String, String> FIGURES = Map.of("CPU per message", "target CPU per message");

    private SystemCells() {}

    static boolean isMeant(ShownTable table) {
        return table.label().startsWith(RATES) || table.label().equals(ABOUT);
    }

    static void check(ShownTable table, TableCheck runs) {
        for (Row row : table.rows()) {
            JsonNode record = runs.records().stream()
                    .filter(each -> name(each.path("system")).equals(row.head()))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < row.cells().size(); i++) {
                String head = table.heads().get(i + 1);
                String where = table.label() + ", " + row.head() + ", " + head;
                String text = row.cells().get(i).text();
                if (table.label().equals(ABOUT)) {
                    about(where, head, text, record.path("system"));
                } else {
                    rate(where, head, text, record, series(table, record, runs), runs);
                }
            }
        }
    }

    private static String name(JsonNode system) {
        return (system.path("title").asText() + " " + system.path("version").asText())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static RawSeries series(ShownTable table, JsonNode record, TableCheck runs) {
        String[] words = table.label().substring(RATES.length()).split(" under ");
        return runs.series().stream()
                .filter(each -> each.record().equals(record))
                .filter(each -> each.cell().equals(words[0]) && each.load().equals(words[1]))
                .filter(each -> each.instrument().equals("nio"))
                .findFirst()
                .orElseThrow();
    }

    private static void rate(
            String where, String head, String text, JsonNode record, RawSeries series, TableCheck runs) {
        switch (head) {
            case "verdict" ->
                assertThat(text)
                        .as(where)
                        .isEqualTo(record.path("verdict").path("validity").asText());
            case "failed" ->
                Quantity.check(
                        where,
                        text,
                        List.of(
                                Quantity.of(series.counted("intended") - series.counted("answered"), ""),
                                Quantity.of(series.counted("intended"), "")));
            case "memory per idle connection" -> {
                long bytes =
                        record.path("system").path("bytesPerIdleConnection").asLong();
                Quantity.check(where, text, bytes < 0 ? List.of() : List.of(Quantity.of(bytes, "bytes")));
            }
            case "highest rate" -> highest(where, text, series, runs);
            default ->
                TableCheck.compare(where, text, Expectations.of(FIGURES.getOrDefault(head, head), "response", series));
        }
    }

    /** The rate itself is one of those that were measured; which one, tests of the sweep tell. */
    private static void highest(String where, String text, RawSeries series, TableCheck runs) {
        List<Double> rates = runs.series().stream()
                .filter(each -> each.record().equals(series.record()))
                .filter(each -> each.cell().equals(series.cell()) && each.load().startsWith("swept-"))
                .map(each -> Double.parseDouble(each.load().substring("swept-".length())))
                .sorted(Comparator.naturalOrder())
                .toList();
        List<Quantity> shown = Quantity.allIn(text);
        Optional<Quantity> one = shown.stream().findFirst();
        assertThat(shown).as(where).hasSizeLessThanOrEqualTo(1);
        if (one.isPresent()) {
            assertThat(rates)
                    .as("%s: %s", where, text)
                    .anyMatch(
                            rate -> one.get().low() <= rate && rate <= one.get().high());
        }
    }

    private static void about(String where, String head, String text, JsonNode system) {
        long passed = StreamSupport.stream(system.path("checks").spliterator(), false)
                .filter(check -> check.path("result").asText().equals("passed"))
                .count();
        if (head.equals("passed")) {
            Quantity.check(
                    where,
                    text,
                    List.of(
                            Quantity.of(passed, ""),
                            Quantity.of(system.path("checks").size(), "")));
            return;
        }
        String all = (system + "").replaceAll("\\\\\"", "\"").replaceAll("\\s+", " ");
        for (String part : text.split("; ")) {
            String said = part.replaceAll("^[^:]*: ", "");
            assertThat(said.equals("none") || said.equals("nothing") || all.contains(said) || said.isEmpty())
                    .as("%s: '%s'", where, said)
                    .isTrue();
        }
    }
}
