package dev.wirebench.benchmark;

import java.util.List;

/** Builder of a Markdown table. Confined to one thread. */
public final class MarkdownTable {

    /** Shown where there is no value. */
    public static final String NONE = "-";

    private final StringBuilder out = new StringBuilder();

    public MarkdownTable(List<String> head) {
        add(head);
        out.append('|').append("---|".repeat(head.size())).append('\n');
    }

    public MarkdownTable(String... head) {
        this(List.of(head));
    }

    public MarkdownTable add(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    public MarkdownTable add(String... cells) {
        return add(List.of(cells));
    }

    /** Each row ends with a line feed. */
    @Override
    public String toString() {
        return out.toString();
    }

    /** Escapes Markdown and HTML, so that the output of another tool is shown as plain text. */
    public static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>#|~&])", "\\\\$1");
    }
}
