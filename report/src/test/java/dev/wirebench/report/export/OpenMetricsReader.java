package dev.wirebench.report.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads OpenMetrics 1.0 text, gauges and state sets only, and refuses what the specification does. */
final class OpenMetricsReader {

    record Sample(String name, Map<String, String> labels, double value) {}

    private static final Pattern METADATA = Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(.*)} (-?[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?|[+]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<Object> seen = new HashSet<>();
    private String family = "";

    private OpenMetricsReader() {}

    static List<Sample> read(String text) {
        require(text.endsWith("\n# EOF\n"), "no # EOF at the end");
        OpenMetricsReader reader = new OpenMetricsReader();
        String[] lines = text.substring(0, text.length() - "# EOF\n".length()).split("\n");
        for (String line : lines) {
            reader.line(line);
        }
        for (Sample sample : reader.samples) {
            if (reader.types.get(sample.name()).equals("stateset")) {
                require(sample.labels().containsKey(sample.name()), "no state in " + sample);
                require(sample.value() == 0 || sample.value() == 1, "no boolean in " + sample);
            }
        }
        return reader.samples;
    }

    private void line(String line) {
        Matcher metadata = METADATA.matcher(line);
        if (metadata.matches()) {
            metadata(metadata.group(1), metadata.group(2), metadata.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "neither metadata nor a sample: " + line);
        require(sample.group(1).equals(family), "sample outside of its family: " + line);
        Map<String, String> labels = labels(sample.group(2));
        require(seen.add(List.of(family, labels)), "the same sample twice: " + line);
        samples.add(new Sample(
                family,
                labels,
                sample.group(3).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(3))));
    }

    private void metadata(String kind, String name, String text) {
        require(seen.add(kind + " " + name), kind + " of " + name + " stands twice");
        if (!name.equals(family)) {
            require(types.putIfAbsent(name, "unknown") == null, "families are interleaved: " + name);
            family = name;
        }
        switch (kind) {
            case "TYPE" -> {
                require(Set.of("gauge", "stateset").contains(text), "type " + text);
                types.put(name, text);
            }
            case "UNIT" -> require(name.endsWith("_" + text), "unit " + text + " is no suffix of " + name);
            default -> require(!text.isEmpty(), "empty help of " + name);
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int place = 0;
        while (place < text.length()) {
            require(label.find(place) && label.start() == place, "bad labels: " + text);
            String value = unescaped(label.group(2));
            require(labels.put(label.group(1), value) == null, "the same label twice: " + text);
            place = label.end();
        }
        return labels;
    }

    private static String unescaped(String value) {
        return Pattern.compile("\\\\(.)").matcher(value).replaceAll(escape -> {
            String plain = escape.group(1).equals("n") ? "\n" : escape.group(1);
            return Matcher.quoteReplacement(plain);
        });
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
