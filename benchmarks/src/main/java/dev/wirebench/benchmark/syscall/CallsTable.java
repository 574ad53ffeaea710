package dev.wirebench.benchmark.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** System calls per message, a row for each load and contender, as Markdown. Confined to one thread. */
public final class CallsTable {

    private static final int MOST_FREQUENT = 5;

    private final List<String> rows = new ArrayList<>();

    public void add(ClosedLoad load, String contender, Traced traced) {
        add(
                load,
                contender,
                String.format(
                        Locale.ROOT,
                        "%.2f | %s | %d",
                        traced.perMessage(),
                        traced.calls().mostFrequent(MOST_FREQUENT).stream()
                                .map(name -> String.format(Locale.ROOT, "%s %.2f", name, traced.perMessage(name)))
                                .collect(Collectors.joining(", ")),
                        traced.messages()));
    }

    public void addFailure(ClosedLoad load, String contender, String reason) {
        add(load, contender, "- | " + reason.replace('|', '/').replaceAll("\\s+", " ") + " | -");
    }

    private void add(ClosedLoad load, String contender, String figures) {
        rows.add("| " + load.cell().name() + " | " + load.connections() + " | " + contender + " | " + figures + " |\n");
    }

    public String toMarkdown() {
        return "| cell | connections | contender | calls per message | the five most frequent, per message | messages |\n"
                + "|---|---|---|---|---|---|\n"
                + String.join("", rows);
    }
}
