package dev.wirebench.loadgen.wire.http;

import dev.wirebench.loadgen.wire.Decoded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strict parser for the head of an HTTP/1.1 response (RFC 9112, sections 2 to 6), skipping interim responses. Bytes
 * that cannot start a status line are refused before the line ends.
 *
 * <p>A head that equals the previous one byte for byte is not parsed again; the fields keep their values. Confined to
 * one worker.
 */
public final class HttpHead {

    /** Start of a status line; each # is a digit. The last space may be missing if there is no reason phrase. */
    private static final byte[] STATUS_LINE = ascii("HTTP/1.# ### ");

    private static final int MINOR_VERSION = 7;
    private static final int STATUS = 9;
    private static final int SHORTEST_STATUS_LINE = 12;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] ACCEPT = ascii("sec-websocket-accept");
    private static final byte[] SUBPROTOCOL = ascii("sec-websocket-protocol");
    private static final byte[] EXTENSIONS = ascii("sec-websocket-extensions");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] WEBSOCKET = ascii("websocket");

    private final HttpLines lines = new HttpLines();
    private final byte[] accept = new byte[28];
    private ByteBuffer last = ByteBuffer.allocate(0);
    private boolean isWithin;
    private boolean statusSeen;
    private boolean isHttp10;
    private boolean keepsAlive;
    private boolean isInterim;

    public int status;
    long contentLength;
    boolean chunked;
    boolean closes;
    public boolean upgrades;
    public boolean upgradesToWebSocket;
    boolean hasAccept;
    public boolean hasExtensions;
    public String subprotocol;

    /** Prepares for the next head, or for the trailers after the content. */
    public void reset() {
        isWithin = false;
        lines.reset();
    }

    private void forget() {
        statusSeen = false;
        status = 0;
        contentLength = -1;
        chunked = false;
        closes = false;
        keepsAlive = false;
        upgrades = false;
        upgradesToWebSocket = false;
        hasAccept = false;
        hasExtensions = false;
        subprotocol = null;
    }

    /**
     * Consumes up to the empty line of the first head that is final or switches protocols. Interim heads count towards
     * the size limit, so an endless series of them is malformed.
     *
     * @return OPENED when complete, else MORE or MALFORMED
     */
    public Decoded decode(ByteBuffer in) {
        while (in.hasRemaining()) {
            Decoded decoded = decodeOne(in);
            if (decoded != Decoded.OPENED || !isInterim) {
                return decoded;
            }
        }
        return Decoded.MORE;
    }

    private Decoded decodeOne(ByteBuffer in) {
        if (isWithin) {
            return read(in);
        }
        if (isLast(in)) {
            return lines.skip(in, last.limit()) ? Decoded.OPENED : Decoded.MALFORMED;
        }
        forget();
        last.limit(0);
        isWithin = true;
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

    /** Keeps the head that ends at the buffer's position. */
    private void remember(ByteBuffer in, int start) {
        int bytes = in.position() - start;
        if (bytes > last.capacity()) {
            last = ByteBuffer.allocate(2 * bytes);
        }
        last.limit(bytes);
        in.get(start, last.array(), 0, bytes);
    }

    private Decoded read(ByteBuffer in) {
        int length = lines.decode(in);
        while (length > 0) {
            if (!(statusSeen ? lines.readField(length) && interpret() : readStatus(length))) {
                return Decoded.MALFORMED;
            }
            length = lines.decode(in);
        }
        if (length == 0) {
            isWithin = false;
            // RFC 9112, section 9.3.
            closes |= isHttp10 && !keepsAlive;
            return statusSeen && !(chunked && contentLength >= 0) ? Decoded.OPENED : Decoded.MALFORMED;
        }
        boolean mayGoOn = length == HttpLines.MORE && (statusSeen || mayBeStatus(lines.lineBytes()));
        return mayGoOn ? Decoded.MORE : Decoded.MALFORMED;
    }

    /** Consumes up to the empty line after the trailers, which are ignored. @return OPENED, MORE or MALFORMED */
    Decoded decodeTrailers(ByteBuffer in) {
        int length = lines.decode(in);
        while (length > 0) {
            if (!lines.readField(length)) {
                return Decoded.MALFORMED;
            }
            length = lines.decode(in);
        }
        return length == 0 ? Decoded.OPENED : length == HttpLines.MORE ? Decoded.MORE : Decoded.MALFORMED;
    }

    public boolean acceptEquals(byte[] expected) {
        return hasAccept && Arrays.equals(accept, expected);
    }

    /** True if a line of this length may start a status line; its last byte may be the CR. */
    private boolean mayBeStatus(int length) {
        for (int i = 0; i < Math.min(length, STATUS_LINE.length); i++) {
            byte c = lines.at(i);
            boolean ends = i == SHORTEST_STATUS_LINE && c == '\r';
            if (!ends && (STATUS_LINE[i] == '#' ? !HttpLines.isDigit(c) : c != STATUS_LINE[i])) {
                return false;
            }
        }
        return true;
    }

    /** Treats minor versions above 1 as 1 (RFC 9110, section 2.5); HTTP/1.0 has no interim responses (15.2). */
    private boolean readStatus(int length) {
        if (length < SHORTEST_STATUS_LINE || !mayBeStatus(length)) {
            return false;
        }
        statusSeen = true;
        for (int i = STATUS; i < SHORTEST_STATUS_LINE; i++) {
            status = status * 10 + lines.at(i) - '0';
        }
        isHttp10 = lines.at(MINOR_VERSION) == '0';
        isInterim = status / 100 == 1 && status != SWITCHING_PROTOCOLS;
        return !isHttp10 || status / 100 != 1;
    }

    private boolean interpret() {
        if (lines.isNamed(CONTENT_LENGTH)) {
            return readContentLength();
        } else if (lines.isNamed(CONNECTION)) {
            while (lines.nextItem()) {
                closes |= lines.isItem(CLOSE);
                keepsAlive |= lines.isItem(KEEP_ALIVE);
                upgrades |= lines.isItem(UPGRADE);
            }
        } else if (lines.isNamed(TRANSFER_ENCODING)) {
            return readTransferEncoding();
        } else if (lines.isNamed(UPGRADE)) {
            while (lines.nextItem()) {
                upgradesToWebSocket |= lines.isItem(WEBSOCKET);
            }
        } else if (lines.isNamed(ACCEPT)) {
            boolean isFirst = !hasAccept;
            hasAccept = true;
            return isFirst && lines.copyValue(accept);
        } else if (lines.isNamed(EXTENSIONS)) {
            hasExtensions = true;
        } else if (lines.isNamed(SUBPROTOCOL)) {
            boolean isFirst = subprotocol == null;
            subprotocol = lines.value();
            return isFirst;
        }
        return true;
    }

    /** Accepts repeated lengths that agree; RFC 9112, section 6.3, rule 5. */
    private boolean readContentLength() {
        while (lines.nextItem()) {
            long length = lines.itemNumber();
            if (length < 0 || contentLength >= 0 && contentLength != length) {
                return false;
            }
            contentLength = length;
        }
        return contentLength >= 0;
    }

    /**
     * Accepts a single {@code chunked}, as no other coding was offered, and none in HTTP/1.0 (RFC 9112, section 6.1).
     */
    private boolean readTransferEncoding() {
        while (lines.nextItem()) {
            if (chunked || !lines.isItem(CHUNKED)) {
                return false;
            }
            chunked = true;
        }
        return chunked && !isHttp10;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
