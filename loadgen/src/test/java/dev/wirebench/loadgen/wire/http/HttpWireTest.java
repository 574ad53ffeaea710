package dev.wirebench.loadgen.wire.http;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_STATUS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.model.service.HttpService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Example;

class HttpWireTest extends WireContract {

    private static final Payload PAYLOAD = Payload.generated(20, 7);
    private static final String ECHO = new String(payload(PAYLOAD), ISO_8859_1);

    private static final HttpService SERVICE = new HttpService(URI.create("http://127.0.0.1:8080/echo?x=%20"))
            .withMethod("POST")
            .withHeaders(Map.of("X-A", "b"));

    @Override
    public Wire awaiting() {
        return awaiting(SERVICE);
    }

    private static Wire awaiting(HttpService service) {
        Wire wire = new HttpWire(service, PAYLOAD);
        wire.reset();
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }

    @Override
    public List<Stream> streams() {
        String echo = "Content-Length: 20\r\n\r\n" + ECHO;
        return List.of(
                stream("length", "HTTP/1.1 200 OK\r\n" + echo, ANSWERED),
                stream("interim answer first", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" + echo, ANSWERED),
                stream(
                        "chunks",
                        chunked("5\r\n" + ECHO.substring(0, 5) + "\r\nf;x=\"y\"\r\n" + ECHO.substring(5)
                                + "\r\n0\r\n\r\n"),
                        ANSWERED),
                stream("chunks and trailers", chunked("14\r\n" + ECHO + "\r\n000\r\nA: b\r\nC: d\r\n\r\n"), ANSWERED),
                stream("more than the answer", "HTTP/1.1 200 OK\r\n" + echo + "H", ANSWERED, MALFORMED),
                stream("other status", "HTTP/1.1 404 Not Found\r\n" + echo, WRONG_STATUS),
                stream("other content", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + "x".repeat(20), WRONG_ANSWER),
                stream(
                        "too short",
                        "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n" + ECHO.substring(0, 19),
                        WRONG_ANSWER),
                stream("too long", "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n" + ECHO + "x", WRONG_ANSWER),
                stream("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", WRONG_ANSWER),
                stream("chunk longer than said", chunked("4\r\n" + ECHO.substring(0, 5) + "\r\n"), MALFORMED));
    }

    private static String chunked(String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    private static Stream stream(String name, String bytes, Decoded... results) {
        return new Stream(name, bytes.getBytes(ISO_8859_1), List.of(results));
    }

    @Example
    void theRequestIsTextThatAnySocketCanSend() {
        Wire wire = new HttpWire(SERVICE, PAYLOAD);
        wire.reset();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, true, out);
        assertThat(new String(out.array(), 0, out.position(), ISO_8859_1))
                .isEqualTo("POST /echo?x=%20 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nX-A: b\r\nContent-Length: 20\r\n"
                        + "Connection: close\r\n\r\n" + ECHO);
        assertThat(ECHO).startsWith("0123456789abcdef");
    }

    @Example
    void contentWithoutLengthEndsWithTheStream() {
        Wire wire = awaiting();
        byte[] bytes = ("HTTP/1.1 200 OK\r\n\r\n" + ECHO).getBytes(ISO_8859_1);
        assertThat(wire.decode(ByteBuffer.wrap(bytes))).isEqualTo(Decoded.MORE);
        assertThat(wire.endOfStream()).isEqualTo(ANSWERED);
        assertThat(wire.isEnding()).isTrue();
    }

    @Example
    void anAnswerCutShortIsClosedEarly() {
        Wire wire = awaiting();
        wire.decode(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nxx".getBytes(ISO_8859_1)));
        assertThat(wire.endOfStream()).isEqualTo(Decoded.CLOSED);
    }

    @Example
    void aServerThatWillCloseIsHeard() {
        for (String head : List.of("HTTP/1.1 200 OK\r\nConnection: x, Close\r\n", "HTTP/1.0 200 OK\r\n")) {
            Wire wire = awaiting();
            byte[] bytes = (head + "Content-Length: 20\r\n\r\n" + ECHO).getBytes(ISO_8859_1);
            assertThat(wire.decode(ByteBuffer.wrap(bytes))).isEqualTo(ANSWERED);
            assertThat(wire.isEnding()).isTrue();
        }
    }

    @Example
    void anOldServerMayKeepItsConnection() {
        Wire wire = awaiting();
        String head = "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 20\r\n\r\n";
        assertThat(wire.decode(ByteBuffer.wrap((head + ECHO).getBytes(ISO_8859_1))))
                .isEqualTo(ANSWERED);
        assertThat(wire.isEnding()).isFalse();
    }

    @Example
    void aGetNeedsNoEchoAndHasNoBody() {
        HttpService get = new HttpService(URI.create("http://127.0.0.1")).withMethod("GET");
        Wire wire = new HttpWire(get, Payload.empty());
        wire.reset();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, false, out);
        assertThat(new String(out.array(), 0, out.position(), ISO_8859_1))
                .isEqualTo("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(wire.decode(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc".getBytes(ISO_8859_1))))
                .isEqualTo(ANSWERED);
    }
}
