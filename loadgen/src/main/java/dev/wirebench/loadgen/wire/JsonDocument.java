package dev.wirebench.loadgen.wire;

import java.util.Arrays;

/** A JSON object or array, stored as it arrives up to a limit, with access by path. Confined to one worker. */
public final class JsonDocument {

    private final JsonSyntax syntax = new JsonSyntax();
    private final int maxBytes;

    /** Grows to the longest seen; there is one for each of thousands of connections. */
    private byte[] text = new byte[128];

    private int length;

    public JsonDocument(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public void reset() {
        syntax.reset();
        length = 0;
    }

    /** @return false if it is not JSON, or too long; nothing more may be passed then */
    public boolean accept(byte next) {
        if (length == maxBytes || !syntax.accept(next)) {
            return false;
        }
        if (length == text.length) {
            text = Arrays.copyOf(text, Math.min(maxBytes, 2 * length));
        }
        text[length++] = next;
        return true;
    }

    public boolean isComplete() {
        return syntax.isComplete();
    }

    public byte at(int position) {
        return text[position];
    }

    /**
     * Position of the value at the end of a path, once the document is complete.
     *
     * @param path member names in their JSON-escaped form, or decimal array indices
     * @return -1 if there is none
     */
    public int find(byte[]... path) {
        int at = skipBlanks(0);
        for (int i = 0; i < path.length && at >= 0; i++) {
            at = child(at, path[i]);
        }
        return at;
    }

    private int child(int container, byte[] part) {
        boolean isObject = text[container] == '{';
        int index = isObject ? 0 : index(part);
        if (index < 0 || !isObject && text[container] != '[') {
            return -1;
        }
        int at = skipBlanks(container + 1);
        while (text[at] != '}' && text[at] != ']') {
            boolean isWanted = isObject ? isName(at, part) : index-- == 0;
            int value = isObject ? skipBlanks(skipBlanks(endOfString(at) + 1) + 1) : at;
            if (isWanted) {
                return value;
            }
            at = skipBlanks(endOfValue(value));
            at = text[at] == ',' ? skipBlanks(at + 1) : at;
        }
        return -1;
    }

    /** RFC 6901, section 4: no leading zeros. */
    private static int index(byte[] digits) {
        int index = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = 10 * index + digit - '0';
        }
        boolean isNumber = digits.length == 1 || digits.length > 1 && digits.length < 9 && digits[0] != '0';
        return isNumber ? index : -1;
    }

    private boolean isName(int at, byte[] name) {
        return Arrays.equals(text, at + 1, endOfString(at), name, 0, name.length);
    }

    /** True if the value at this position is exactly this scalar. */
    boolean isScalar(int at, byte[] scalar) {
        int end = at + scalar.length;
        return end < length && Arrays.equals(text, at, end, scalar, 0, scalar.length) && isDelimiter(text[end]);
    }

    private int endOfValue(int start) {
        int at = start;
        int depth = 0;
        do {
            switch (text[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> at = endOfString(at);
                default -> {}
            }
            at++;
        } while (depth > 0 || !isDelimiter(text[at]));
        return at;
    }

    /** @return position of the closing quotation mark */
    private int endOfString(int start) {
        int at = start + 1;
        while (text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private int skipBlanks(int start) {
        int at = start;
        while (JsonSyntax.isBlank(text[at])) {
            at++;
        }
        return at;
    }

    private static boolean isDelimiter(byte next) {
        return next == ',' || next == '}' || next == ']' || JsonSyntax.isBlank(next);
    }
}
