package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of an HTTP/1.1 response, read strictly (RFC 9112, sections 2 to 6): lines end in CR LF, names are tokens
 * directly before their colon, no folding, lengths are plain digits and agree.
 *
 * <p>A head that is byte for byte the last one is not read again: what that said still stands here. Confined to one
 * worker.
 */
final class HttpHead {

    /** Longest line and longest head that are accepted, in bytes. */
    static final int MAX_LINE_BYTES = 16 * 1024;

    static final int MAX_HEAD_BYTES = 64 * 1024;

    private static final boolean[] TOKEN = tokenCharacters();
    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] ACCEPT = ascii("sec-websocket-accept");
    private static final byte[] SUBPROTOCOL = ascii("sec-websocket-protocol");
    private static final byte[] EXTENSIONS = ascii("sec-websocket-extensions");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] WEBSOCKET = ascii("websocket");

    /** Grows to the longest line seen; thousands of connections keep one each. */
    private byte[] line = new byte[128];

    private final byte[] accept = new byte[28];
    private ByteBuffer last = ByteBuffer.allocate(0);
    private int lineBytes;
    private int headBytes;
    private boolean statusSeen;

    int status;
    long contentLength;
    boolean chunked;
    boolean closes;
    boolean upgrades;
    boolean upgradesToWebSocket;
    boolean hasAccept;
    boolean hasExtensions;
    String subprotocol;

    /** Begins with the next head. */
    void reset() {
        lineBytes = 0;
        headBytes = 0;
    }

    private void forget() {
        statusSeen = false;
        status = 0;
        contentLength = -1;
        chunked = false;
        closes = false;
        upgrades = false;
        upgradesToWebSocket = false;
        hasAccept = false;
        hasExtensions = false;
        subprotocol = null;
    }

    /** Consumes up to the head's empty line. @return OPENED when it is complete, else MORE or MALFORMED */
    Decoded decode(ByteBuffer in) {
        if (headBytes > 0) {
            return read(in);
        }
        if (isLast(in)) {
            in.position(in.position() + last.limit());
            return Decoded.OPENED;
        }
        forget();
        last.limit(0);
        int start = in.position();
        Decoded decoded = read(in);
        if (decoded == Decoded.OPENED) {
            remember(in, start);
        }
        return decoded;
    }

    private boolean isLast(ByteBuffer in) {
        if (last.limit() == 0 || in.remaining() < last.limit()) {
            return false;
        }
        int mismatch = in.mismatch(last);
        return mismatch == last.limit() || mismatch == -1;
    }

    /** Keeps the head that ends where the buffer stands. */
    private void remember(ByteBuffer in, int start) {
        int bytes = in.position() - start;
        if (bytes > last.capacity()) {
            last = ByteBuffer.allocate(2 * bytes);
        }
        last.limit(bytes);
        in.get(start, last.array(), 0, bytes);
    }

    private Decoded read(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (++headBytes > MAX_HEAD_BYTES) {
                return Decoded.MALFORMED;
            }
            if (next != '\n') {
                if (!append(next)) {
                    return Decoded.MALFORMED;
                }
                continue;
            }
            if (lineBytes == 0 || line[lineBytes - 1] != '\r') {
                return Decoded.MALFORMED;
            }
            int length = lineBytes - 1;
            lineBytes = 0;
            if (length == 0) {
                return statusSeen ? Decoded.OPENED : Decoded.MALFORMED;
            }
            if (!(statusSeen ? readField(length) : readStatus(length))) {
                return Decoded.MALFORMED;
            }
        }
        return Decoded.MORE;
    }

    /** A chunk's size or a trailer also is a line of this form. @return its length without CR LF, -1 MORE, -2 malformed */
    int decodeLine(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == '\n') {
                int length = lineBytes - 1;
                lineBytes = 0;
                return length >= 0 && line[length] == '\r' ? length : -2;
            }
            if (!append(next)) {
                return -2;
            }
        }
        return -1;
    }

    private boolean append(byte next) {
        if (lineBytes == line.length) {
            if (lineBytes == MAX_LINE_BYTES) {
                return false;
            }
            line = Arrays.copyOf(line, 2 * lineBytes);
        }
        line[lineBytes++] = next;
        return true;
    }

    /** The hexadecimal number that begins the last line; -1 if there is none, or it is too large. */
    long chunkSize(int length) {
        long size = 0;
        int at = 0;
        for (; at < length && Character.digit(line[at], 16) >= 0; at++) {
            if (at == 15) {
                return -1;
            }
            size = size << 4 | Character.digit(line[at], 16);
        }
        boolean ends = at == length || line[at] == ';' || line[at] == ' ' || line[at] == '\t';
        return at > 0 && ends ? size : -1;
    }

    boolean acceptEquals(byte[] expected) {
        return hasAccept && Arrays.equals(accept, expected);
    }

    /** {@code HTTP/1.1 200 OK}; the space after the code is there also where there is no reason. */
    private boolean readStatus(int length) {
        statusSeen = true;
        int minor = VERSION.length;
        int digits = minor + 2;
        if (length < digits + 4
                || !Arrays.equals(line, 0, minor, VERSION, 0, minor)
                || line[minor] != '0' && line[minor] != '1'
                || line[minor + 1] != ' '
                || line[digits + 3] != ' ') {
            return false;
        }
        closes = line[minor] == '0';
        for (int i = digits; i < digits + 3; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return false;
            }
            status = status * 10 + line[i] - '0';
        }
        return status >= 100;
    }

    private boolean readField(int length) {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            if (line[colon] < 0 || !TOKEN[line[colon]]) {
                return false;
            }
            colon++;
        }
        if (colon == 0 || colon == length) {
            return false;
        }
        int from = colon + 1;
        int to = length;
        while (from < to && isBlank(line[from])) {
            from++;
        }
        while (to > from && isBlank(line[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (line[i] >= 0 && line[i] < ' ' && line[i] != '\t' || line[i] == 0x7f) {
                return false;
            }
        }
        return interpret(colon, from, to);
    }

    private boolean interpret(int nameBytes, int from, int to) {
        if (named(CONTENT_LENGTH, nameBytes)) {
            return readContentLength(from, to);
        } else if (named(CONNECTION, nameBytes)) {
            closes |= lists(CLOSE, from, to);
            upgrades |= lists(UPGRADE, from, to);
        } else if (named(TRANSFER_ENCODING, nameBytes)) {
            boolean known = !chunked && to - from == CHUNKED.length && startsWith(CHUNKED, from, to);
            chunked = true;
            return known;
        } else if (named(UPGRADE, nameBytes)) {
            upgradesToWebSocket |= lists(WEBSOCKET, from, to);
        } else if (named(ACCEPT, nameBytes)) {
            boolean fits = !hasAccept && to - from == accept.length;
            System.arraycopy(line, from, accept, 0, fits ? accept.length : 0);
            hasAccept = true;
            return fits;
        } else if (named(EXTENSIONS, nameBytes)) {
            hasExtensions = true;
        } else if (named(SUBPROTOCOL, nameBytes)) {
            boolean first = subprotocol == null;
            subprotocol = new String(line, from, to - from, StandardCharsets.US_ASCII);
            return first;
        }
        return true;
    }

    private boolean readContentLength(int from, int to) {
        if (from == to || to - from > 15) {
            return false;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return false;
            }
            value = value * 10 + line[i] - '0';
        }
        boolean agrees = contentLength == -1 || contentLength == value;
        contentLength = value;
        return agrees;
    }

    private boolean named(byte[] name, int nameBytes) {
        return nameBytes == name.length && startsWith(name, 0, nameBytes);
    }

    /** Whether a comma-separated list has the item. */
    private boolean lists(byte[] item, int from, int to) {
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && line[end] != ',') {
                end++;
            }
            int last = end;
            while (last > start && isBlank(line[last - 1])) {
                last--;
            }
            while (start < last && isBlank(line[start])) {
                start++;
            }
            if (last - start == item.length && startsWith(item, start, last)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Compares without regard to case; {@code lower} is lower-case. */
    private boolean startsWith(byte[] lower, int from, int to) {
        if (to - from < lower.length) {
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

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[128];
        for (char c = 0; c < 128; c++) {
            token[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
        return token;
    }
}
