package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.MarkdownTable;
import java.util.Locale;
import java.util.stream.Collectors;

/** System calls per message as Markdown, a row for each load and client. Confined to one thread. */
final class SyscallsTable {

    private static final int MOST_FREQUENT = 5;

    private final MarkdownTable table = new MarkdownTable(
            "cell", "connections", "client", "calls per message", "the five most frequent, per message", "messages");

    void add(ClosedLoad load, String client, TraceResult trace) {
        String mostFrequent = trace.counts().mostFrequent(MOST_FREQUENT).stream()
                .map(name -> name + " " + two(trace.perMessage(name)))
                .collect(Collectors.joining(", "));
        add(load, client, two(trace.perMessage()), mostFrequent, Long.toString(trace.messages()));
    }

    void addFailure(ClosedLoad load, String client, String reason) {
        String text = reason.replace('|', '/').replaceAll("\\s+", " ");
        add(load, client, MarkdownTable.NONE, text, MarkdownTable.NONE);
    }

    private void add(ClosedLoad load, String client, String perMessage, String mostFrequent, String messages) {
        table.add(load.cell().name(), Integer.toString(load.connections()), client, perMessage, mostFrequent, messages);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    String toMarkdown() {
        return table.toString();
    }
}
