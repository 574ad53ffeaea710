package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 requests and their responses, RFC 9110 and 9112. */
final class HttpWire implements Wire {

    private enum Part {
        IDLE,
        HEAD,
        LENGTH_BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
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
    private Part part = Part.IDLE;
    private long remaining;

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
                case CHUNK_SIZE -> decodeChunkSize(in);
                case CHUNK_DATA -> content(in) ? enter(Part.CHUNK_END) : Decoded.MORE;
                case CHUNK_END -> decodeChunkEnd(in);
                case TRAILERS -> decodeTrailer(in);
                case BODY_UNTIL_CLOSE -> {
                    answer.accept(in, in.remaining());
                    yield Decoded.MORE;
                }
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
        if (head.status < 200) {
            boolean interim = head.status != 101;
            head.reset();
            return interim ? Decoded.MORE : Decoded.MALFORMED;
        }
        if (head.chunked && head.contentLength >= 0) {
            return Decoded.MALFORMED;
        }
        if (answersHeadRequest || head.status == 204 || head.status == 304 || head.contentLength == 0) {
            return answered();
        }
        if (head.chunked) {
            return enter(Part.CHUNK_SIZE);
        }
        remaining = head.contentLength;
        return enter(remaining > 0 ? Part.LENGTH_BODY : Part.BODY_UNTIL_CLOSE);
    }

    private Decoded decodeChunkSize(ByteBuffer in) {
        int length = head.decodeLine(in);
        if (length == -1) {
            return Decoded.MORE;
        }
        remaining = length < 0 ? -1 : head.chunkSize(length);
        if (remaining < 0) {
            return Decoded.MALFORMED;
        }
        return enter(remaining == 0 ? Part.TRAILERS : Part.CHUNK_DATA);
    }

    private Decoded decodeChunkEnd(ByteBuffer in) {
        int length = head.decodeLine(in);
        if (length == -1) {
            return Decoded.MORE;
        }
        return length == 0 ? enter(Part.CHUNK_SIZE) : Decoded.MALFORMED;
    }

    private Decoded decodeTrailer(ByteBuffer in) {
        int length = head.decodeLine(in);
        if (length == -2) {
            return Decoded.MALFORMED;
        }
        return length == 0 ? answered() : Decoded.MORE;
    }

    /** Consumes content. @return whether the last of it has come */
    private boolean content(ByteBuffer in) {
        int piece = (int) Math.min(remaining, in.remaining());
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
