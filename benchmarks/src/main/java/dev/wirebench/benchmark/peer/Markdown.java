package dev.wirebench.benchmark.peer;

import java.util.StringJoiner;

/** Pieces of a table. */
public final class Markdown {

    private Markdown() {}

    public static StringJoiner row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        for (String cell : cells) {
            row.add(cell);
        }
        return row;
    }

    /** What stands below the head of a table. */
    public static String rule(int columns) {
        return "|" + "---|".repeat(columns);
    }

    public static void line(StringBuilder out, Object text) {
        out.append(text).append('\n');
    }

    /** So that what a tool said is text and neither markup nor HTML. */
    public static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>#|~&])", "\\\\$1");
    }
}
