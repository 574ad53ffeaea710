package dev.wirebench.loadgen.wire.http;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.MORE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endless answer is malformed, whatever it has too much of; the largest allowed is accepted. */
class HttpLimitsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "A: *\r\n" + EMPTY,
                "HTTP/1.1 200 *\r\n" + EMPTY,
                OK + "*: a\r\n" + EMPTY,
                "HTTP/1.1 103 ?\r\nA: *\r\n\r\n" + OK + EMPTY
            })
    void headsMayBe64KibTogether(String answer) {
        assertThat(decoded(filled(answer, "x", HttpLines.MAX_BYTES - answer.length() + 1)))
                .containsOnly(ANSWERED);
        assertThat(decoded(filled(answer, "x", HttpLines.MAX_BYTES - answer.length() + 2)))
                .containsOnly(MALFORMED);
    }

    @Test
    void trailersMayBe64KibBesideTheHead() {
        String trailers = "A: *\r\n\r\n";
        int most = HttpLines.MAX_BYTES - trailers.length() + 1;
        assertThat(decoded(CHUNKED + "0\r\n" + filled(trailers, "x", most))).containsOnly(ANSWERED);
        assertThat(decoded(CHUNKED + "0\r\n" + filled(trailers, "x", most + 1))).containsOnly(MALFORMED);
    }

    @Test
    void extensionsMayBe64KibInAllChunksTogether() {
        int half = HttpChunkHead.MAX_SPARE_BYTES / 2 - 1;
        String first = CHUNKED + filled("1;*\r\nx\r\n", "a", half);
        assertThat(decoded(first + filled("0;*\r\n\r\n", "a", half))).containsOnly(ANSWERED);
        assertThat(decoded(first + filled("0;*\r\n\r\n", "a", half + 1))).containsOnly(MALFORMED);
    }

    @Test
    void leadingZerosMayFillTheLimit() {
        String length = OK + "Content-Length: *1\r\n\r\nx";
        assertThat(decoded(filled(length, "0", HttpLines.MAX_BYTES - length.length() + 2)))
                .containsOnly(ANSWERED);
        String chunk = CHUNKED + "0*1\r\nx\r\n0\r\n\r\n";
        assertThat(decoded(filled(chunk, "0", HttpChunkHead.MAX_SPARE_BYTES - 1)))
                .containsOnly(ANSWERED);
        assertThat(decoded(filled(chunk, "0", HttpChunkHead.MAX_SPARE_BYTES + 1)))
                .containsOnly(MALFORMED);
    }

    @Test
    void interimAnswersEnd() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        assertThat(pieces("", interim)).isEqualTo(HttpLines.MAX_BYTES / interim.length());
    }

    @Test
    void trailersEnd() {
        assertThat(pieces(CHUNKED + "0\r\n", "A: b\r\n")).isEqualTo(HttpLines.MAX_BYTES / 6);
    }

    @Test
    void chunksEndWithTheLargestContent() {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(pieces(CHUNKED, chunk)).isEqualTo(Target.MAX_BODY_BYTES / 0x10000);
    }

    @Test
    void contentUntilTheStreamEndsEndsWithTheLargest() {
        Wire wire = awaiting();
        assertThat(decode(wire, OK + "\r\n")).isEqualTo(MORE);
        assertThat(decode(wire, "x".repeat(Target.MAX_BODY_BYTES))).isEqualTo(MORE);
        assertThat(decode(wire, "x")).isEqualTo(MALFORMED);
        assertThat(pieces(OK + "\r\n", "x".repeat(0x10000))).isEqualTo(Target.MAX_BODY_BYTES / 0x10000);
    }

    /** Number of pieces accepted before one is refused. */
    private static int pieces(String first, String piece) {
        Wire wire = awaiting();
        assertThat(decode(wire, first)).isEqualTo(MORE);
        for (int i = 0; i < 20_000; i++) {
            if (decode(wire, piece) != MORE) {
                return i;
            }
        }
        throw new AssertionError("it never ends");
    }

    private static String filled(String answer, String with, int times) {
        return answer.replace("*", with.repeat(times));
    }

    /** Results by size of the pieces. */
    private static List<Decoded> decoded(String answer) {
        return IntStream.of(1, 1000, answer.length())
                .mapToObj(size -> {
                    Wire wire = awaiting();
                    Decoded decoded = MORE;
                    for (int at = 0; at < answer.length() && decoded == MORE; at += size) {
                        decoded = decode(wire, answer.substring(at, Math.min(at + size, answer.length())));
                    }
                    return decoded;
                })
                .toList();
    }

    private static Decoded decode(Wire wire, String bytes) {
        return wire.decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
    }

    private static Wire awaiting() {
        URI url = URI.create("http://127.0.0.1");
        Wire wire = new HttpWire(new HttpService(url).withMethod("GET"), Payload.empty());
        wire.reset();
        wire.encode(1, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }
}
