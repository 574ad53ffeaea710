package dev.wirebench.loadgen.wire.http;

import dev.wirebench.loadgen.wire.AnswerCheck;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 client, RFC 9110 and 9112. An answer whose end is ambiguous (section 6.3: a length and chunks, different
 * lengths, a coding that was not offered) is malformed. Confined to one worker.
 */
public final class HttpWire implements Wire {

    private enum State {
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
    private final AnswerCheck answer;
    private final int expectStatus;
    private final boolean answersHeadRequest;
    private final HttpHead head = new HttpHead();
    private final HttpChunkHead chunkHead = new HttpChunkHead();
    private State state = State.IDLE;
    private int remaining;

    /** Content still allowed, so that an endless answer is malformed. */
    private int contentLeft;

    public HttpWire(HttpService service, Payload payload) {
        this.payload = payload;
        this.answer = new AnswerCheck(payload, service.check());
        this.expectStatus = service.expectStatus();
        this.answersHeadRequest = service.method().equals("HEAD");
        this.keepHead = requestHead(service, payload, false);
        this.lastHead = requestHead(service, payload, true);
    }

    private static byte[] requestHead(HttpService service, Payload payload, boolean last) {
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

    public static String requestTarget(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    @Override
    public int maxEncodedBytes() {
        return lastHead.length + payload.bytes();
    }

    @Override
    public boolean reset() {
        state = State.IDLE;
        head.reset();
        return false;
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        out.put(last ? lastHead : keepHead);
        payload.put(sequence, out);
        answer.expect(sequence);
        head.reset();
        state = State.HEAD;
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        Decoded decoded = Decoded.MORE;
        while (decoded == Decoded.MORE && in.hasRemaining()) {
            decoded = switch (state) {
                case HEAD -> decodeHead(in);
                case LENGTH_BODY -> content(in) ? answered() : Decoded.MORE;
                case CHUNK_HEAD -> decodeChunkHead(in);
                case CHUNK_DATA -> content(in) ? enter(State.CHUNK_RETURN) : Decoded.MORE;
                case CHUNK_RETURN -> in.get() == '\r' ? enter(State.CHUNK_LINE_FEED) : Decoded.MALFORMED;
                case CHUNK_LINE_FEED -> in.get() == '\n' ? enter(State.CHUNK_HEAD) : Decoded.MALFORMED;
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
            return enter(State.CHUNK_HEAD);
        }
        return head.contentLength < 0 ? enter(State.BODY_UNTIL_CLOSE) : expect(head.contentLength, State.LENGTH_BODY);
    }

    private Decoded decodeChunkHead(ByteBuffer in) {
        Decoded decoded = chunkHead.decode(in);
        if (decoded != Decoded.OPENED) {
            return decoded;
        }
        if (chunkHead.size() > 0) {
            return expect(chunkHead.size(), State.CHUNK_DATA);
        }
        head.reset();
        return enter(State.TRAILERS);
    }

    /** Starts content of known length, within the limit. */
    private Decoded expect(long bytes, State next) {
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

    /** Consumes content of known length. @return true at its end */
    private boolean content(ByteBuffer in) {
        int piece = Math.min(remaining, in.remaining());
        answer.accept(in, piece);
        remaining -= piece;
        return remaining == 0;
    }

    private Decoded enter(State next) {
        state = next;
        return Decoded.MORE;
    }

    private Decoded answered() {
        state = State.IDLE;
        return head.status == expectStatus ? answer.result() : Decoded.WRONG_STATUS;
    }

    @Override
    public Decoded endOfStream() {
        boolean ended = state == State.BODY_UNTIL_CLOSE;
        Decoded decoded = ended ? answered() : Decoded.CLOSED;
        state = State.CLOSED;
        return decoded;
    }

    @Override
    public boolean isEnding() {
        return head.closes || state == State.CLOSED;
    }
}
