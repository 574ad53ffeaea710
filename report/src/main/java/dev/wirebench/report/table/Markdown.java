package dev.wirebench.report.table;

import dev.wirebench.model.text.SafeText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes sections as GitHub Flavored Markdown (specification 0.29-gfm), in which every text stays text. */
public final class Markdown {

    /** All punctuation that can begin markup, an entity, a link, a mention or an emoji; section 2.4 lets all be escaped. */
    private static final Pattern MARKUP =
            Pattern.compile("(?<=www)\\.|:(?=//|[A-Za-z0-9_+-]+:)|[\\\\`*_\\[\\]<>#|~&!@$^]");

    /** What begins a list, or underlines a heading, at the start of a line. */
    private static final Pattern AT_START = Pattern.compile("^[-+=]|(?<=^[0-9]{1,9})[.)](?= |$)");

    private final StringBuilder out = new StringBuilder();

    public Markdown heading(int level, String text) {
        return block("#".repeat(level) + " " + escaped(text));
    }

    public Markdown paragraph(String text) {
        return block(ofLine(text));
    }

    public Markdown strong(String text, String after) {
        return block("**" + escaped(text) + "**" + escaped(after));
    }

    public Markdown points(List<String> sentences) {
        return sentences.isEmpty()
                ? this
                : block(sentences.stream()
                        .map(sentence -> "- " + ofLine(sentence))
                        .collect(Collectors.joining("\n")));
    }

    public Markdown table(Table table) {
        if (table.rows().isEmpty()) {
            return this;
        }
        StringBuilder lines = new StringBuilder(
                row(table.heads().stream().map(Table.Head::text).toList()));
        lines.append("\n|");
        table.heads().forEach(head -> lines.append(head.isNumber() ? "---:|" : "---|"));
        table.rows().forEach(row -> lines.append('\n').append(row(row)));
        return block(lines.toString());
    }

    /** Nothing where the section is empty. */
    Markdown section(int level, Section section) {
        if (!section.isEmpty()) {
            heading(level, section.title());
            section.paragraphs().forEach(this::paragraph);
            section.tables().forEach(this::table);
            points(section.points());
        }
        return this;
    }

    /** Adds a block that is Markdown already. */
    Markdown block(String markdown) {
        out.append(out.isEmpty() ? "" : "\n").append(markdown.strip()).append('\n');
        return this;
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String ofLine(String text) {
        return AT_START.matcher(escaped(text)).replaceAll("\\\\$0");
    }

    private static String escaped(String text) {
        return MARKUP.matcher(SafeText.line(text).strip()).replaceAll("\\\\$0");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
