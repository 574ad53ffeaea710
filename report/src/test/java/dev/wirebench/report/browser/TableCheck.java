package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks tables against the run folders that a page was made from. Confined to one worker. */
final class TableCheck {

    private static final Pattern CELL = Pattern.compile("\\b(?:http|websocket|raw|socket\\.io)-(?:short|long|\\d+)\\b");
    private static final Pattern LOAD = Pattern.compile("\\b(?:open|closed|swept)-[\\d.]*\\d");

    /** Digits that belong to a name. */
    private static final Pattern NAMES = Pattern.compile(CELL + "|" + LOAD + "|\\bp\\d+(?:\\.\\d+)?\\b");

    private final ReportPage report;
    private final List<JsonNode> records;
    private final List<RawSeries> series;
    private final Optional<WireBytes> wire;
    private final Map<RawSeries, Set<String>> stated = new HashMap<>();

    private TableCheck(ReportPage report, List<JsonNode> records, List<RawSeries> series, Optional<WireBytes> wire) {
        this.wire = wire;
        this.report = report;
        this.records = records;
        this.series = series;
    }

    static TableCheck of(ReportPage report) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        List<RawSeries> series = new ArrayList<>();
        for (RunFolder run : report.runs()) {
            JsonNode record = new ObjectMapper()
                    .readTree(run.path().resolve("record.json").toFile());
            for (JsonNode cell : record.path("cells")) {
                series.add(RawSeries.read(records.size(), run.path(), record, cell));
            }
            records.add(record);
        }
        Path first = report.runs().get(0).path();
        boolean hasAnatomy = Files.exists(first.resolve("anatomy.json"));
        return new TableCheck(
                report,
                records,
                List.copyOf(series),
                hasAnatomy ? Optional.of(WireBytes.read(first)) : Optional.empty());
    }

    List<RawSeries> series() {
        return series;
    }

    List<JsonNode> records() {
        return records;
    }

    /** The names under which something was found and right. */
    Set<String> stated(RawSeries of) {
        return stated.getOrDefault(of, Set.of());
    }

    void check(ShownTable table) {
        if (table.heads().contains("rule")) {
            GateCells.check(report.gates().orElseThrow(), table);
            return;
        }
        if (WireBytes.isMeant(table)) {
            wire.orElseThrow().check(table);
            return;
        }
        if (SystemCells.isMeant(table)) {
            SystemCells.check(table, this);
            return;
        }
        for (ShownTable.Row row : table.rows()) {
            List<String> heads = table.heads()
                    .subList(
                            table.heads().size() - row.cells().size(),
                            table.heads().size());
            for (int column = 0; column < heads.size(); column++) {
                check(table, row, column, heads);
            }
        }
    }

    private void check(ShownTable table, ShownTable.Row row, int column, List<String> heads) {
        ShownTable.Cell cell = row.cells().get(column);
        String where = report + ", " + table.label() + ", " + row.head() + ", " + heads.get(column);
        if (!cell.facts().isEmpty()) {
            facts(where, table, row, heads.get(column), cell);
        } else if (environmentOf(row.head()) != null) {
            assertThat(environmentOf(row.head())).as(where).contains(cell.text());
        } else if (!checked(where, new Place(table, row, column, heads), cell.text())) {
            assertThat(NAMES.matcher(cell.text()).replaceAll(""))
                    .as("%s: '%s' has numbers of which nobody knows what they must be", where, cell.text())
                    .doesNotContainPattern("\\d");
        }
    }

    /** A cell of the matrix: protocol by lifetime. */
    private void facts(String where, ShownTable table, ShownTable.Row row, String lifetime, ShownTable.Cell cell) {
        RawSeries of = find(row.head() + "-" + lifetime.split("[: ]")[0], table);
        StringBuilder known = new StringBuilder();
        for (List<String> fact : cell.facts()) {
            number(where + ", " + fact.get(0), of, fact.get(0), "response", fact.get(1));
            known.append(fact.get(0)).append(fact.get(1));
        }
        assertThat(sorted(cell.text())).as("%s: all of it", where).isEqualTo(sorted(known.toString()));
    }

    private static String sorted(String text) {
        return text.chars()
                .filter(c -> !Character.isWhitespace(c))
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether there was anything to know. */
    private boolean checked(String where, Place place, String text) {
        String label = place.table().label();
        if (label.equals("Both instruments")) {
            return Instruments.check(where, place, text, this);
        }
        if (label.startsWith("Break-even")) {
            return BreakEvens.check(where, place, text, this);
        }
        if (label.contains("Pairs of cells by ") || label.equals("Block by block") || label.equals("Over time")) {
            return Blocks.check(where, place, text, this);
        }
        if (label.equals("Latency against the rate")) {
            return Rates.check(where, place, text, this);
        }
        boolean isOfSeries =
                CELL.matcher(place.row().head() + " " + place.head()).find();
        if (isOfSeries) {
            number(
                    where,
                    find(place.row().head() + " " + place.head(), place.table()),
                    place.figure(),
                    place.measure(),
                    text);
        }
        return isOfSeries;
    }

    private void number(String where, RawSeries of, String name, String measure, String text) {
        List<Optional<Quantity>> wanted = text.startsWith("[")
                ? List.of(
                        Expectations.of(name, "service", of).get(0),
                        Expectations.of(name, "response", of).get(0))
                : Expectations.of(name, measure, of);
        assertThat(wanted)
                .as("%s: '%s' is a number of which nobody knows what it must be", where, text)
                .isNotNull();
        compare(where, text, wanted);
        state(of, name);
    }

    /** Keeps that something was found under a name and was right. */
    void state(RawSeries of, String name) {
        stated.computeIfAbsent(of, each -> new HashSet<>()).add(name);
    }

    /** Then the rates of the page are those of sweeps. */
    boolean hasSweep() {
        return series.stream().anyMatch(each -> each.load().startsWith("swept-"));
    }

    /** What was not measured is no number. */
    static void compare(String where, String text, List<Optional<Quantity>> wanted) {
        Quantity.check(where, text, wanted.stream().flatMap(Optional::stream).toList());
        if (wanted.stream().anyMatch(Optional::isEmpty)) {
            assertThat(text).as(where).matches(".*(?:-|none|counted).*");
        }
    }

    /** The one series that a text names, with what the table and the page's choices say beside it. */
    RawSeries find(String text, ShownTable table) {
        String cell = first(CELL, text).orElseThrow();
        String context = table.label() + " " + table.chosen().getOrDefault("Load", "");
        String load = first(LOAD, text).or(() -> first(LOAD, context)).orElse("");
        boolean isGatling = isGatling(text, table);
        List<RawSeries> found = series.stream()
                .filter(each -> each.cell().equals(cell)
                        && (load.isEmpty()
                                ? !each.load().startsWith("swept-")
                                : each.load().equals(load)))
                .filter(each -> each.instrument().equals(isGatling ? "gatling" : "nio"))
                .filter(each -> records.size() == 1 || each.run() == run(text, table))
                .toList();
        assertThat(found)
                .as("series named '%s' in %s, %s", text, table.label(), table.chosen())
                .hasSize(1);
        return found.get(0);
    }

    /** Names say so, but in tables that hold what is chosen of the page. */
    private static boolean isGatling(String text, ShownTable table) {
        boolean isChosen =
                table.label().startsWith("Break-even") || table.label().startsWith("Latency");
        return (text + table.label()).contains("Gatling")
                || isChosen && table.chosen().getOrDefault("Instrument", "").equals("gatling");
    }

    /** By the plan's name in the text, in the table's label, or as it is chosen. */
    private int run(String text, ShownTable table) {
        for (String place : List.of(text, table.label(), table.fold())) {
            for (int run = 0; run < records.size(); run++) {
                if (place.matches(
                        "(?s).*\\b" + records.get(run).path("plan").path("name").asText() + "\\b.*")) {
                    return run;
                }
            }
        }
        return table.chosen().entrySet().stream()
                .filter(choice -> choice.getKey().startsWith("Run"))
                .mapToInt(choice -> Integer.parseInt(choice.getValue()))
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** What the runs say of a key; null if none has it. */
    private List<String> environmentOf(String key) {
        List<String> values = records.stream()
                .map(record -> record.path("links").has(key)
                        ? record.path("links").path(key)
                        : record.path("environment").path(key))
                .map(value -> value.isMissingNode()
                        ? "-"
                        : value.asText().replaceAll("\\s+", " ").strip())
                .toList();
        return values.stream().allMatch("-"::equals) ? null : values;
    }
}
