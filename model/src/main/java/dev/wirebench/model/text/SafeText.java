package dev.wirebench.model.text;

import java.util.Map;

/**
 * Text from plans and runs, made fit to be written: one line, without a character that a reader could refuse or a terminal
 * obey. What is taken out stays visible, as an escape of Java.
 */
public final class SafeText {

    private static final Map<Integer, String> ASCII = Map.of(
            0xb5, "u", 0x3bc, "u", 0xd7, "x", 0xb1, "+/-", 0x2212, "-", 0x2013, "-", 0x2014, "-", 0x2265, ">=", 0x2264,
            "<=");

    private SafeText() {}

    /** Without control, format and unassigned characters, line breaks and halves of pairs. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    /** As {@link #line}, for terminals, which may not know more than ASCII. */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        line(text).codePoints().forEach(c -> {
            if (c < 0x7f) {
                ascii.append((char) c);
            } else if (ASCII.containsKey(c)) {
                ascii.append(ASCII.get(c));
            } else {
                escape(ascii, c);
            }
        });
        return ascii.toString();
    }

    /** As {@link #line} for a whole document of JSON, whose escapes these are: a reader gets the same text from it. */
    public static String json(String document) {
        StringBuilder safe = new StringBuilder(document.length());
        document.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || isPlain(c)) {
                safe.appendCodePoint(c);
            } else {
                escape(safe, c);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isPlain(c)) {
                    safe.appendCodePoint(c);
                } else {
                    escape(safe, c);
                }
            }
        }
    }

    /** XML 1.0 section 2.2 refuses most of the others; format characters can turn the direction of what follows. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void escape(StringBuilder safe, int c) {
        for (char unit : Character.toChars(c)) {
            safe.append(String.format("\\u%04x", (int) unit));
        }
    }
}
