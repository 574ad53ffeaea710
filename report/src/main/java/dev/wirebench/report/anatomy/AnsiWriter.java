package dev.wirebench.report.anatomy;

/** Plain text in lines of at most 80 columns, with colour or without. Confined to one thread. */
final class AnsiWriter {

    static final int WIDTH = 80;

    private static final String RESET = "\u001b[0m";

    /** What a text is painted in. */
    enum Paint {
        BOLD("\u001b[1m"),
        DIM("\u001b[2m"),
        HTTP("\u001b[34m"),
        WEBSOCKET("\u001b[33m"),
        FRAMING("\u001b[36m"),
        MESSAGE("\u001b[32m"),
        UNKNOWN("\u001b[31m");

        private final String escape;

        Paint(String escape) {
            this.escape = escape;
        }

        static Paint of(Layer layer) {
            return valueOf(layer.name());
        }
    }

    private final boolean isColoured;
    private final StringBuilder out = new StringBuilder();

    AnsiWriter(boolean isColoured) {
        this.isColoured = isColoured;
    }

    String text() {
        return out.toString();
    }

    String painted(Paint paint, String text) {
        return isColoured ? paint.escape + text + RESET : text;
    }

    void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    /** A title with a rule up to the right edge. */
    void title(String text) {
        line("");
        line(painted(Paint.BOLD, "== " + text + " " + "=".repeat(Math.max(0, WIDTH - text.length() - 4))));
    }

    /** Words behind what stands to their left, whose width is given as it shows; further lines begin in the same column. */
    void wrapped(String left, int width, String text, Paint paint) {
        StringBuilder row = new StringBuilder();
        String before = left + " ".repeat(Math.max(0, width - shownLength(left)));
        for (String word : text.split(" ")) {
            if (!row.isEmpty() && width + row.length() + 1 + word.length() > WIDTH) {
                line(before + painted(paint, row.toString()));
                before = " ".repeat(width);
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        line(before + (row.isEmpty() ? "" : painted(paint, row.toString())));
    }

    void wrapped(String left, String text) {
        StringBuilder row = new StringBuilder(left);
        int start = row.length();
        for (String word : text.split(" ")) {
            if (row.length() > start && row.length() + 1 + word.length() > WIDTH) {
                line(row.toString());
                row.setLength(0);
                row.append(" ".repeat(start));
            }
            row.append(row.length() == start ? "" : " ").append(word);
        }
        line(row.toString());
    }

    private static int shownLength(String text) {
        return text.replaceAll("\u001b\\[[0-9]+m", "").length();
    }
}
