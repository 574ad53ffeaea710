package dev.wirebench.loadgen.wire.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strict parser for the lines of a head or of trailers (RFC 9112, sections 2.2 and 5; RFC 9110, section 5): each ends
 * in CR LF and has no control character but the tab; a field name is a token directly before its colon. Folded lines
 * and bare line feeds, which a client may repair, are refused. Confined to one worker.
 */
final class HttpLines {

    /**
     * Limit for all heads of an answer together, and for its trailers. Jetty and Tomcat write at most 8 KiB by default.
     */
    static final int MAX_BYTES = 64 * 1024;

    static final int MORE = -1;
    static final int MALFORMED = -2;

    private static final boolean[] TOKEN = tokenCharacters();

    /** Grows to the longest line seen; there is one for each of thousands of connections. */
    private byte[] line = new byte[128];

    private int lineBytes;
    private int bytes;
    private int nameTo;
    private int valueFrom;
    private int valueTo;
    private int itemFrom;
    private int itemTo;
    private int rest;

    /** Prepares for the next head or trailers. */
    void reset() {
        lineBytes = 0;
        bytes = 0;
    }

    /** Skips lines that are known already. @return true if within the limit */
    boolean skip(ByteBuffer in, int count) {
        in.position(in.position() + count);
        bytes += count;
        return bytes <= MAX_BYTES;
    }

    /** Consumes up to the end of the line. @return its length without CR LF, MORE or MALFORMED */
    int decode(ByteBuffer in) {
        int room = Math.min(in.remaining(), MAX_BYTES - bytes);
        for (int i = 0; i < room; i++) {
            byte next = in.get();
            if (endsInReturn() != (next == '\n') || !isText(next) && next != '\r' && next != '\n') {
                return MALFORMED;
            }
            if (next == '\n') {
                int length = lineBytes - 1;
                lineBytes = 0;
                bytes += i + 1;
                return length;
            }
            if (lineBytes == line.length) {
                line = Arrays.copyOf(line, 2 * lineBytes);
            }
            line[lineBytes++] = next;
        }
        bytes += room;
        return in.hasRemaining() ? MALFORMED : MORE;
    }

    /** Length of the incomplete line, including its CR. */
    int lineBytes() {
        return lineBytes;
    }

    private boolean endsInReturn() {
        return lineBytes > 0 && line[lineBytes - 1] == '\r';
    }

    /** A byte of the last line. */
    byte at(int index) {
        return line[index];
    }

    /** Splits the last line into name and value. @return false if it is not a field */
    boolean readField(int length) {
        nameTo = 0;
        while (nameTo < length && isToken(line[nameTo])) {
            nameTo++;
        }
        if (nameTo == 0 || nameTo == length || line[nameTo] != ':') {
            return false;
        }
        valueFrom = nameTo + 1;
        valueTo = length;
        while (valueFrom < valueTo && isBlank(line[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(line[valueTo - 1])) {
            valueTo--;
        }
        rest = valueFrom;
        return true;
    }

    boolean isNamed(byte[] lower) {
        return matches(lower, 0, nameTo);
    }

    String value() {
        return new String(line, valueFrom, valueTo - valueFrom, StandardCharsets.ISO_8859_1);
    }

    /** Copies the value if it has the array's length. @return true if it has */
    boolean copyValue(byte[] to) {
        boolean fits = valueTo - valueFrom == to.length;
        System.arraycopy(line, valueFrom, to, 0, fits ? to.length : 0);
        return fits;
    }

    /** Moves on to the next comma-separated item of the value, skipping empty ones (RFC 9110, section 5.6.1.2). */
    boolean nextItem() {
        while (rest < valueTo) {
            itemFrom = rest;
            while (rest < valueTo && line[rest] != ',') {
                rest++;
            }
            itemTo = rest++;
            while (itemFrom < itemTo && isBlank(line[itemFrom])) {
                itemFrom++;
            }
            while (itemTo > itemFrom && isBlank(line[itemTo - 1])) {
                itemTo--;
            }
            if (itemFrom < itemTo) {
                return true;
            }
        }
        return false;
    }

    boolean isItem(byte[] lower) {
        return matches(lower, itemFrom, itemTo);
    }

    /** The item as a decimal number; -1 if it is not one, or has more than 18 digits without leading zeros. */
    long itemNumber() {
        long number = 0;
        for (int i = itemFrom; i < itemTo; i++) {
            if (!isDigit(line[i]) || number >= 100_000_000_000_000_000L) {
                return -1;
            }
            number = 10 * number + line[i] - '0';
        }
        return number;
    }

    /** Compares ignoring case; {@code lower} is in lower case. */
    private boolean matches(byte[] lower, int from, int to) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            byte c = line[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /** True for visible characters, blanks and obs-text. */
    static boolean isText(byte c) {
        return c >= ' ' && c != 0x7f || c < 0 || c == '\t';
    }

    static boolean isToken(byte c) {
        return c >= 0 && TOKEN[c];
    }

    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[128];
        for (char c = 0; c < 128; c++) {
            token[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
        return token;
    }
}
