package dev.wirebench.report.table;

import dev.wirebench.model.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Writes plain ASCII text, where names are, of at most {@link #WIDTH} columns. */
public final class TerminalWriter {

    public static final int WIDTH = 80;

    private static final int GAP = 2;

    /** Longer heads stand on several lines. */
    private static final int SHORT_HEAD = 8;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[1;32m";
    private static final String RED = "\u001b[1;31m";

    private final boolean isColoured;
    private final StringBuilder out = new StringBuilder();

    /** @param isColoured with ANSI escapes */
    public TerminalWriter(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /** As it is, but without blanks at its end. */
    public TerminalWriter line(String text) {
        out.append(text.stripTrailing()).append('\n');
        return this;
    }

    /** A line between two parts; none before the first. */
    TerminalWriter gap() {
        return out.isEmpty() ? this : line("");
    }

    TerminalWriter heading(String text) {
        return gap().line(painted(BOLD, text));
    }

    String judged(boolean isGood, String text) {
        return painted(isGood ? GREEN : RED, text);
    }

    private String painted(String colour, String text) {
        return isColoured ? colour + text + RESET : text;
    }

    public TerminalWriter wrapped(String first, String text) {
        return wrapped(first, " ".repeat(first.length()), text);
    }

    /** @param indent of all lines but the first */
    public TerminalWriter wrapped(String first, String indent, String text) {
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : SafeText.line(text).split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > start) {
                line(line.toString());
                line.setLength(0);
                line.append(indent);
                start = indent.length();
            }
            line.append(word).append(' ');
        }
        return line(line.toString());
    }

    /** Heads of several words stand on several lines; columns for which there is no room are left out, from the last on. */
    public TerminalWriter table(Table table) {
        int columns = 0;
        int width = -GAP;
        while (columns < table.heads().size() && width + GAP + width(table, columns) <= WIDTH) {
            width += GAP + width(table, columns++);
        }
        List<List<String>> heads = new ArrayList<>();
        int height = 0;
        for (int i = 0; i < columns; i++) {
            heads.add(lines(table.heads().get(i).text(), width(table, i)));
            height = Math.max(height, heads.get(i).size());
        }
        for (int line = height; line > 0; line--) {
            int fromEnd = line;
            row(
                    table,
                    heads.stream()
                            .map(head -> head.size() < fromEnd ? "" : head.get(head.size() - fromEnd))
                            .toList());
        }
        for (List<String> row : table.rows()) {
            row(table, row.subList(0, columns));
        }
        return this;
    }

    private static int width(Table table, int column) {
        String head = table.heads().get(column).text();
        return Stream.concat(
                        head.length() <= SHORT_HEAD ? Stream.of(head) : Stream.of(head.split(" ")),
                        table.rows().stream().map(row -> row.get(column)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : text.split(" ")) {
            int last = lines.size() - 1;
            String longer = (lines.get(last) + " " + word).strip();
            if (longer.length() <= width) {
                lines.set(last, longer);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    private void row(Table table, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(width(table, i) - cells.get(i).length());
            line.append(table.heads().get(i).isNumber() ? blanks + cells.get(i) : cells.get(i) + blanks)
                    .append(" ".repeat(GAP));
        }
        line(line.toString());
    }

    /** Rows without heads, as wide as they are; one line each. */
    public static List<String> aligned(List<List<String>> rows, int gap) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        rows.forEach(row ->
                Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        line.append(row.get(i))
                                .append(" ".repeat(widths[i] - row.get(i).length() + gap));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
