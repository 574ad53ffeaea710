package dev.wirebench.report.anatomy;

import java.util.Arrays;
import java.util.HexFormat;

/** How bytes are written for people: what is not printable ASCII as {@code \r}, {@code \n} or {@code \xNN}. */
public final class ShownBytes {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private ShownBytes() {}

    public static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            text.append(
                    switch (each) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        default ->
                            each >= ' ' && each <= '~'
                                    ? String.valueOf((char) each)
                                    : "\\x" + HexFormat.of().withUpperCase().toHexDigits(each);
                    });
        }
        return text.toString();
    }

    /** Pairs of digits with a blank between them. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    static String hex(byte[] bytes, int from, int to) {
        return hex(Arrays.copyOfRange(bytes, from, Math.min(to, bytes.length)));
    }

    /** One character for each byte; a dot where it is not printable ASCII. */
    static String column(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < Math.min(to, bytes.length); i++) {
            text.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
