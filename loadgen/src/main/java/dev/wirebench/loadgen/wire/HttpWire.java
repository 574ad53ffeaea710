package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 requests and their responses, RFC 9110 and 9112. Where the end of an answer is in doubt (section 6.3: both a
 * length and chunks, several lengths, a coding that was not offered) it is malformed. Confined to one worker.
 */
final class HttpWire implements Wire {

    private enum Part {
        IDLE,
        HEAD,
        LENGTH_BODY,
        CHUNK_HEAD,
        CHUNK_DATA,
        CHUNK_RETURN,
        CHUNK_LINE_FEED,
        TRAILERS,
        BODY_UNTIL_CLOSE,
        CLOSED
    }

    private final byte[] keepHead;
    private final byte[] lastHead;
    private final Payload payload;
    private final Answer answer;
    private final int expectStatus;
    private final boolean answersHeadRequest;
    private final HttpHead head = new HttpHead();
    private final HttpChunkHead chunkHead = new HttpChunkHead();
    private Part part = Part.IDLE;
    private int remaining;

    /** Of the most that an answer may have, so that one without an end is malformed. */
    private int contentLeft;

    HttpWire(Target.Http service, Payload payload) {
        this.payload = payload;
        this.answer = new Answer(payload, service.check());
        this.expectStatus = service.expectStatus();
        this.answersHeadRequest = service.method().equals("HEAD");
        this.keepHead = requestHead(service, payload, false);
        this.lastHead = requestHead(service, payload, true);
    }

    private static byte[] requestHead(Target.Http service, Payload payload, boolean last) {
        StringBuilder text = new StringBuilder();
        text.append(service.method())
                .append(' ')
                .append(requestTarget(service.url()))
                .append(" HTTP/1.1\r\n");
        text.append("Host: ").append(service.url().getRawAuthority()).append("\r\n");
        service.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        if (service.hasBody()) {
            text.append("Content-Length: ").append(payload.bytes()).append("\r\n");
        }
        if (last) {
            text.append("Connection: close\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String requestTarget(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    @Override
    public int maxEncodedBytes() {
        return lastHead.length + payload.bytes();
    }

    @Override
    public boolean reset() {
        part = Part.IDLE;
        head.reset();
        return false;
    }

    @Override
    public void encodeHandshake(ByteBuffer out) {
        throw new IllegalStateException("an HTTP connection has no handshake");
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        out.put(last ? lastHead : keepHead);
        payload.put(sequence, out);
        answer.expect(sequence);
        head.reset();
        part = Part.HEAD;
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        Decoded decoded = Decoded.MORE;
        while (decoded == Decoded.MORE && in.hasRemaining()) {
            decoded = switch (part) {
                case HEAD -> decodeHead(in);
                case LENGTH_BODY -> content(in) ? answered() : Decoded.MORE;
                case CHUNK_HEAD -> decodeChunkHead(in);
                case CHUNK_DATA -> content(in) ? enter(Part.CHUNK_RETURN) : Decoded.MORE;
                case CHUNK_RETURN -> in.get() == '\r' ? enter(Part.CHUNK_LINE_FEED) : Decoded.MALFORMED;
                case CHUNK_LINE_FEED -> in.get() == '\n' ? enter(Part.CHUNK_HEAD) : Decoded.MALFORMED;
                case TRAILERS -> decodeTrailers(in);
                case BODY_UNTIL_CLOSE -> decodeUntilClose(in);
                case IDLE, CLOSED -> Decoded.MALFORMED;
            };
        }
        return decoded;
    }

    private Decoded decodeHead(ByteBuffer in) {
        Decoded decoded = head.decode(in);
        if (decoded != Decoded.OPENED) {
            return decoded;
        }
        if (head.status == 101) {
            return Decoded.MALFORMED;
        }
        if (answersHeadRequest || head.status == 204 || head.status == 304 || head.contentLength == 0) {
            return answered();
        }
        contentLeft = Target.MAX_BODY_BYTES;
        if (head.chunked) {
            chunkHead.reset();
            return enter(Part.CHUNK_HEAD);
        }
        return head.contentLength < 0 ? enter(Part.BODY_UNTIL_CLOSE) : expect(head.contentLength, Part.LENGTH_BODY);
    }

    private Decoded decodeChunkHead(ByteBuffer in) {
        Decoded decoded = chunkHead.decode(in);
        if (decoded != Decoded.OPENED) {
            return decoded;
        }
        if (chunkHead.size() > 0) {
            return expect(chunkHead.size(), Part.CHUNK_DATA);
        }
        head.reset();
        return enter(Part.TRAILERS);
    }

    /** Begins with content of known length, unless it is more than may be left. */
    private Decoded expect(long bytes, Part next) {
        if (bytes > contentLeft) {
            return Decoded.MALFORMED;
        }
        contentLeft -= (int) bytes;
        remaining = (int) bytes;
        return enter(next);
    }

    private Decoded decodeTrailers(ByteBuffer in) {
        Decoded decoded = head.decodeTrailers(in);
        return decoded == Decoded.OPENED ? answered() : decoded;
    }

    private Decoded decodeUntilClose(ByteBuffer in) {
        int piece = Math.min(contentLeft, in.remaining());
        answer.accept(in, piece);
        contentLeft -= piece;
        return in.hasRemaining() ? Decoded.MALFORMED : Decoded.MORE;
    }

    /** Consumes content of known length. @return whether the last of it has come */
    private boolean content(ByteBuffer in) {
        int piece = Math.min(remaining, in.remaining());
        answer.accept(in, piece);
        remaining -= piece;
        return remaining == 0;
    }

    private Decoded enter(Part next) {
        part = next;
        return Decoded.MORE;
    }

    private Decoded answered() {
        part = Part.IDLE;
        return head.status == expectStatus ? answer.result() : Decoded.WRONG_STATUS;
    }

    @Override
    public Decoded endOfStream() {
        boolean ended = part == Part.BODY_UNTIL_CLOSE;
        Decoded decoded = ended ? answered() : Decoded.CLOSED;
        part = Part.CLOSED;
        return decoded;
    }

    @Override
    public void encodeReply(ByteBuffer out) {
        throw new IllegalStateException("nothing is ever due on an HTTP connection");
    }

    @Override
    public boolean isEnding() {
        return head.closes || part == Part.CLOSED;
    }

    @Override
    public boolean encodeClose(ByteBuffer out) {
        return false;
    }
}
