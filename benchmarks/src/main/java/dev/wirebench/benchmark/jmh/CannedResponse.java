package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.service.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Responses in the form that a given server sends. Immutable. */
public enum CannedResponse {
    /** As sent by Wirebench's {@code JettyTarget}. */
    HTTP_JETTY(
            Protocol.HTTP,
            "http, answered by our Jetty",
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"),
    /** As sent by nginx 1.22.1 for {@code return 200}. */
    HTTP_NGINX(
            Protocol.HTTP,
            "http, answered by nginx",
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sun, 22 Nov 2026 19:11:42 GMT\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: %d\r\nConnection: keep-alive\r\n\r\n"),
    WEBSOCKET(Protocol.WEBSOCKET, "websocket", ""),
    RAW(Protocol.RAW, "raw", ""),
    SOCKETIO(Protocol.SOCKETIO, "socket.io", "");

    /** The final fragment of a binary message, RFC 6455 section 5.2. */
    private static final int FINAL_BINARY = 0x82;

    /** The same for a text message. */
    private static final int FINAL_TEXT = 0x81;

    private static final int MAX_SHORT_FRAME_BYTES = 125;

    private static final byte[] EVENT_HEAD = "42[\"echo\",\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_TAIL = "\"]".getBytes(StandardCharsets.US_ASCII);

    private final Protocol protocol;
    private final String label;
    private final String httpHead;

    CannedResponse(Protocol protocol, String label, String httpHead) {
        this.protocol = protocol;
        this.label = label;
        this.httpHead = httpHead;
    }

    /** Any response of a protocol, for when it makes no difference which. */
    static CannedResponse on(Protocol protocol) {
        return Arrays.stream(values())
                .filter(answers -> answers.protocol == protocol)
                .findFirst()
                .orElseThrow();
    }

    Protocol protocol() {
        return protocol;
    }

    /** Label in tables. */
    public String label() {
        return label;
    }

    /** Writes what precedes a content of the given length. */
    void putHead(int bytes, ByteBuffer out) {
        switch (protocol) {
            case HTTP -> out.put(String.format(httpHead, bytes).getBytes(StandardCharsets.US_ASCII));
            case WEBSOCKET -> putFrameHead(FINAL_BINARY, bytes, out);
            case RAW -> out.putInt(bytes);
            case SOCKETIO -> {
                putFrameHead(FINAL_TEXT, EVENT_HEAD.length + bytes + EVENT_TAIL.length, out);
                out.put(EVENT_HEAD);
            }
        }
    }

    /** Writes what follows the content. */
    void putTail(ByteBuffer out) {
        if (protocol == Protocol.SOCKETIO) {
            out.put(EVENT_TAIL);
        }
    }

    private static void putFrameHead(int first, int bytes, ByteBuffer out) {
        if (bytes > MAX_SHORT_FRAME_BYTES) {
            throw new IllegalArgumentException("bytes must be at most " + MAX_SHORT_FRAME_BYTES + ", was " + bytes);
        }
        out.put((byte) first).put((byte) bytes);
    }
}
