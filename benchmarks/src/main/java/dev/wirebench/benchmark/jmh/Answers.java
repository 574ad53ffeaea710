package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Who answers on which protocol, and how. Immutable. */
public enum Answers {
    /** As {@code JettyTarget} of Wirebench does. */
    HTTP_JETTY(
            Protocol.HTTP,
            "http, answered by our Jetty",
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"),
    /** As nginx 1.22.1 does with {@code return 200}. */
    HTTP_NGINX(
            Protocol.HTTP,
            "http, answered by nginx",
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sun, 22 Nov 2026 19:11:42 GMT\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: %d\r\nConnection: keep-alive\r\n\r\n"),
    WEBSOCKET(Protocol.WEBSOCKET, "websocket", ""),
    RAW(Protocol.RAW, "raw", "");

    /** The final fragment of a binary message, RFC 6455 section 5.2. */
    private static final int FINAL_BINARY = 0x82;

    private static final int MAX_SHORT_FRAME_BYTES = 125;

    private final Protocol protocol;
    private final String label;
    private final String httpHead;

    Answers(Protocol protocol, String label, String httpHead) {
        this.protocol = protocol;
        this.label = label;
        this.httpHead = httpHead;
    }

    /** Some answers on a protocol, where it makes no difference which. */
    static Answers on(Protocol protocol) {
        return Arrays.stream(values())
                .filter(answers -> answers.protocol == protocol)
                .findFirst()
                .orElseThrow();
    }

    Protocol protocol() {
        return protocol;
    }

    /** For a table. */
    public String label() {
        return label;
    }

    /** Puts what stands before the content of an answer of so many bytes. */
    void putHead(int bytes, ByteBuffer out) {
        switch (protocol) {
            case HTTP -> out.put(String.format(httpHead, bytes).getBytes(StandardCharsets.US_ASCII));
            case WEBSOCKET -> {
                if (bytes > MAX_SHORT_FRAME_BYTES) {
                    throw new IllegalArgumentException(
                            "bytes must be at most " + MAX_SHORT_FRAME_BYTES + ", was " + bytes);
                }
                out.put((byte) FINAL_BINARY).put((byte) bytes);
            }
            case RAW -> out.putInt(bytes);
        }
    }
}
