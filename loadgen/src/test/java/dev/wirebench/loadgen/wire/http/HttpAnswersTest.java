package dev.wirebench.loadgen.wire.http;

import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.OPENED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.loadgen.wire.websocket.WebSocketWire;
import dev.wirebench.loadgen.wire.websocket.WebSocketWireTest;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.WebSocketService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** The answers of {@code http-answers.txt}, taken section by section from RFC 9112 and 9110. */
class HttpAnswersTest extends WireContract {

    private static final List<Case> CASES = cases();
    private static final String EMPTY_LINE = "\r\n\r\n";

    private record Case(String name, String method, byte[] bytes, boolean ends, List<Decoded> results) {

        /** @param line four columns between bars */
        static Case of(String line) {
            String[] columns = line.split("\\|", 4);
            String results = columns[2].strip();
            String text = columns[3].strip();
            boolean isHead = text.startsWith("HEAD ");
            boolean ends = text.endsWith("{end}");
            return new Case(
                    "RFC " + columns[0].strip() + ": " + columns[1].strip(),
                    isHead ? "HEAD" : "GET",
                    bytes(text.substring(isHead ? 5 : 0).replace("{end}", "")),
                    ends,
                    results.equals("-")
                            ? List.of()
                            : Arrays.stream(results.split(" "))
                                    .map(Decoded::valueOf)
                                    .toList());
        }

        private static byte[] bytes(String text) {
            String whole = text.replace("{chunked}", "{ok}Transfer-Encoding: chunked\\r\\n\\r\\n")
                    .replace("{ok}", "HTTP/1.1 200 OK\\r\\n")
                    .replace("{2}", "Content-Length: 2\\r\\n\\r\\nok");
            return Pattern.compile("\\\\(x[0-9a-f]{2}|[rnt\\\\])")
                    .matcher(whole)
                    .replaceAll(escape -> Matcher.quoteReplacement(
                            switch (escape.group(1).charAt(0)) {
                                case 'r' -> "\r";
                                case 'n' -> "\n";
                                case 't' -> "\t";
                                case '\\' -> "\\";
                                default ->
                                    Character.toString(
                                            Integer.parseInt(escape.group(1).substring(1), 16));
                            }))
                    .getBytes(ISO_8859_1);
        }

        Wire awaiting() {
            URI url = URI.create("http://127.0.0.1");
            Wire wire = new HttpWire(new HttpService(url).withMethod(method), Payload.empty());
            wire.reset();
            wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
            return wire;
        }

        List<Decoded> decode(List<Integer> cuts) {
            Wire wire = awaiting();
            List<Decoded> decoded = new ArrayList<>(WireContract.decode(wire, bytes, cuts));
            if (ends) {
                decoded.add(wire.endOfStream());
            }
            return decoded;
        }
    }

    private static List<Case> cases() {
        try (InputStream file = HttpAnswersTest.class.getResourceAsStream("http-answers.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Wire awaiting() {
        return CASES.get(0).awaiting();
    }

    @Override
    public List<Stream> streams() {
        return CASES.stream()
                .filter(c -> !c.ends && c.method.equals("GET"))
                .map(c -> new Stream(c.name, c.bytes, c.results))
                .toList();
    }

    @Example
    void everyAnswerIsReadAsTheTableSaysHoweverItIsSplit() {
        for (Case c : CASES) {
            for (int at = 0; at <= c.bytes.length; at++) {
                assertThat(c.decode(List.of(at, c.bytes.length)))
                        .as("%s, split at %d", c.name, at)
                        .isEqualTo(c.results);
            }
            List<Integer> each =
                    IntStream.rangeClosed(1, c.bytes.length).boxed().toList();
            assertThat(c.decode(each)).as("%s, byte by byte", c.name).isEqualTo(c.results);
        }
    }

    @Example
    void aMalformedAnswerIsRefusedAtTheLastByteThatTheTableHasOfIt() {
        for (Case c : CASES) {
            if (c.results.contains(MALFORMED)) {
                assertThat(c.decode(List.of(c.bytes.length - 1))).as(c.name).doesNotContain(MALFORMED);
            }
        }
    }

    @Example
    void aHeadThatIsMalformedAgreesToNoWebSocketEither() {
        for (Case c : CASES) {
            String text = new String(c.bytes, ISO_8859_1);
            if (c.results.equals(List.of(MALFORMED)) && !text.contains(EMPTY_LINE)) {
                Wire wire = webSocket();
                WebSocketWireTest.handshake(wire);
                byte[] switched =
                        text.replace("200 OK", "101 Switching Protocols").getBytes(ISO_8859_1);
                assertThat(wire.decode(ByteBuffer.wrap(switched))).as(c.name).isEqualTo(MALFORMED);
            }
        }
    }

    @Example
    void aWebSocketIsAgreedToWithoutAReasonAndBehindAnInterimAnswer() {
        Wire wire = webSocket();
        String agreed = new String(WebSocketWireTest.agreement(WebSocketWireTest.handshake(wire)), ISO_8859_1);
        byte[] bytes =
                ("HTTP/1.1 103 Early Hints\r\n\r\n" + agreed.replace(" Switching Protocols", "")).getBytes(ISO_8859_1);
        assertThat(WireContract.decode(wire, bytes, List.of(40, bytes.length))).containsExactly(OPENED);
    }

    private static Wire webSocket() {
        URI url = URI.create("ws://127.0.0.1");
        Wire wire = new WebSocketWire(new WebSocketService(url), Payload.generated(8, 1), new SplittableRandom(5));
        wire.reset();
        return wire;
    }
}
