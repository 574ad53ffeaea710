package dev.wirebench.report.anatomy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Writes a unit for a terminal: HTTP as text with its line ends visible, frames as bytes with their meaning beside. */
final class UnitText {

    /** The offset of a part, and two blanks. */
    private static final int OFFSET = 8;

    private static final int ROW_BYTES = 8;
    private static final int HEX = 3 * ROW_BYTES + 1;

    /** Of a part more is not shown; {@code anatomy.json} has more. */
    private static final int MAX_ROWS = 4;

    private static final int TEXT = 38;

    private final AnsiWriter paper;

    /** Meanings that stand above already; in what repeats itself they are left out. */
    private final Set<String> said = new HashSet<>();

    UnitText(AnsiWriter paper) {
        this.paper = paper;
    }

    void write(Pdu unit) {
        String way = unit.direction() == Direction.UP ? "-->" : "<--";
        paper.line("");
        paper.line(paper.painted(
                AnsiWriter.Paint.BOLD,
                way + " " + unit.direction().label() + ", " + unit.bytes() + " B from byte " + unit.offset() + " on: "
                        + unit.what() + " [" + unit.paidFor() + "]"));
        boolean isHttp = unit.parts().get(0).layer() == Layer.HTTP;
        for (Field part : unit.parts()) {
            if (part.layer() == Layer.HTTP) {
                line(part);
            } else if (isHttp && isPrintable(part)) {
                content(part);
            } else if (!part.bits().isEmpty()) {
                bits(part);
            } else if (part.bytes() <= ROW_BYTES && part.layer() != Layer.MESSAGE && part.plain() == null) {
                few(part);
            } else {
                dump(part);
            }
        }
    }

    private static String offset(long offset) {
        return String.format("%6d  ", offset);
    }

    private static AnsiWriter.Paint paint(Field part) {
        return AnsiWriter.Paint.of(part.layer());
    }

    /** A line of an HTTP head, and its meaning beside or, where there is no room, below. */
    private void line(Field part) {
        String shown = ShownBytes.text(part.shown());
        String meaning = said.add(part.name() + part.meaning()) ? part.meaning() : "";
        boolean fits = shown.length() < TEXT || meaning.isEmpty();
        for (int from = 0; from < shown.length(); from += AnsiWriter.WIDTH - OFFSET) {
            String row = shown.substring(from, Math.min(shown.length(), from + AnsiWriter.WIDTH - OFFSET));
            String left = (from == 0 ? offset(part.offset()) : " ".repeat(OFFSET)) + paper.painted(paint(part), row);
            if (fits) {
                paper.wrapped(left, OFFSET + TEXT, meaning, AnsiWriter.Paint.DIM);
            } else {
                paper.line(left);
            }
        }
        if (!fits) {
            paper.wrapped("", OFFSET + TEXT, meaning, AnsiWriter.Paint.DIM);
        }
    }

    private static boolean isPrintable(Field part) {
        String text = new String(part.shown(), StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\r' || c == '\n' || c == '\t');
    }

    /** Of an HTTP message, as text. */
    private void content(Field part) {
        heading(part);
        String shown = ShownBytes.text(part.shown());
        for (int from = 0; from < shown.length(); from += AnsiWriter.WIDTH - OFFSET) {
            String row = shown.substring(from, Math.min(shown.length(), from + AnsiWriter.WIDTH - OFFSET));
            paper.line(" ".repeat(OFFSET) + paper.painted(paint(part), row));
        }
        more(part, part.shown().length);
    }

    private void heading(Field part) {
        paper.wrapped(
                offset(part.offset()),
                OFFSET,
                part.name() + ", " + part.bytes() + " B: " + part.meaning(),
                AnsiWriter.Paint.DIM);
    }

    private void more(Field part, long shown) {
        if (shown < part.bytes()) {
            paper.line(" ".repeat(OFFSET) + "and " + (part.bytes() - shown) + " B more");
        }
    }

    private void bits(Field part) {
        String left = offset(part.offset()) + paper.painted(paint(part), ShownBytes.hex(part.shown()));
        for (Bits bits : part.bits()) {
            paper.wrapped(
                    left + " ".repeat(left.isBlank() ? OFFSET + 4 : 2) + bits.bits(),
                    OFFSET + HEX,
                    bits.name() + ": " + bits.meaning(),
                    AnsiWriter.Paint.DIM);
            left = "";
        }
    }

    private void few(Field part) {
        paper.wrapped(
                offset(part.offset()) + paper.painted(paint(part), ShownBytes.hex(part.shown())),
                OFFSET + HEX,
                part.name() + ": " + part.meaning(),
                AnsiWriter.Paint.DIM);
    }

    /** Rows of bytes, as they went and, where they were masked, as they were meant. */
    private void dump(Field part) {
        heading(part);
        byte[] wire = part.shown();
        byte[] said = part.said();
        int rows = Math.min(MAX_ROWS, (wire.length + ROW_BYTES - 1) / ROW_BYTES);
        for (int row = 0; row < rows; row++) {
            int from = row * ROW_BYTES;
            int to = from + ROW_BYTES;
            String unmasked = part.plain() == null ? "" : ShownBytes.hex(said, from, to);
            paper.line(" ".repeat(OFFSET)
                    + paper.painted(paint(part), padded(ShownBytes.hex(wire, from, to), HEX))
                    + (part.plain() == null ? "" : padded(unmasked, HEX))
                    + ShownBytes.column(said, from, to));
        }
        more(part, Math.min((long) rows * ROW_BYTES, part.bytes()));
    }

    private static String padded(String text, int width) {
        char[] blanks = new char[Math.max(0, width - text.length())];
        Arrays.fill(blanks, ' ');
        return text + new String(blanks);
    }
}
