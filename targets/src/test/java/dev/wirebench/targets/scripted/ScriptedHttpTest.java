package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedHttpTest extends ScriptedWireContract {

    private static final String FIXED = "0123456789abcdef".repeat(4);
    private static final String HANDSHAKE =
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Protocol: first, second\r\n"
                    + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";

    @Override
    ScriptedWire create() {
        return new ScriptedHttp();
    }

    /** Two requests, then a handshake and a message after it. */
    @Override
    byte[] conversation() {
        return bytes("POST /echo HTTP/1.1\r\nHost: x\r\ncontent-length:5 \r\n\r\nhello"
                + "GET / HTTP/1.1\r\nHost: x\r\n\r\n" + HANDSHAKE + "\u0082\u0081\0\0\0\0x");
    }

    @Override
    int eventCount() {
        return 5;
    }

    @Test
    void aBodyIsEchoed() {
        assertThat(events("POST /any/path?x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"))
                .containsExactly("message hello -> HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    @Test
    void anEmptyBodyIsEchoedToo() {
        assertThat(events("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
                .containsExactly("message  -> HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void aRequestWithoutBodyIsAnsweredWithFixedBytes() {
        assertThat(events("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                .containsExactly("message  -> HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n" + FIXED);
        assertThat(events("GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
                .containsExactly("message  -> HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n" + FIXED);
        assertThat(events("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"))
                .containsExactly("message  -> HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, Host: x, , false",
        "HTTP/1.1, Connection: close, close, true",
        "HTTP/1.1, 'connection: x, Close', close, true",
        "HTTP/1.1, Connection: keep-alive, , false",
        "HTTP/1.0, Host: x, close, true",
        "HTTP/1.0, Connection: Keep-Alive, keep-alive, false"
    })
    void theVersionAndTheRequestDecideWhetherAConnectionIsKept(
            String version, String field, String answered, boolean isLast) {
        String connection = answered == null ? "" : "Connection: " + answered + "\r\n";
        String request = "GET / " + version + "\r\n" + field + "\r\n\r\n";
        assertThat(events(request))
                .containsExactly("message  -> HTTP/1.1 200 OK\r\nContent-Length: 64\r\n" + connection + "\r\n" + FIXED
                        + (isLast ? " (last)" : ""));
    }

    @Test
    void nothingIsReadAfterTheLastRequest() {
        assertThat(events("GET / HTTP/1.0\r\n\r\n" + "GET / HTTP/1.0\r\n\r\n")).hasSize(1);
    }

    @Test
    void aBodyThatIsWaitedForIsAskedFor() {
        String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
        byte[] request = bytes(head + "hi");
        assertThat(new RecordedReplies(create())
                        .receive(request, 0, head.length())
                        .receive(request, head.length(), request.length)
                        .events())
                .containsExactly(
                        "say HTTP/1.1 100 Continue\r\n\r\n",
                        "message hi -> HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(whole(request)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "411, Transfer-Encoding: chunked",
        "411, Content-Length: 1 Transfer-Encoding: chunked",
        "400, Content-Length: -1",
        "400, Content-Length: 1x",
        "400, Content-Length: 1 Content-Length: 2",
        "400, Content-Length : 1",
        "400, Content-Length",
        "400, : 1",
        "413, Content-Length: " + (Target.MAX_BODY_BYTES + 1),
        "400, Upgrade: websocket Connection: Upgrade"
    })
    void aRequestThatCannotBeReadIsRefused(int status, String fields) {
        assertThat(events("POST / HTTP/1.1\r\n" + fields.replaceAll("(?<=[0-9t]) (?=[CT])", "\r\n") + "\r\n\r\nx"))
                .singleElement()
                .asString()
                .startsWith("say HTTP/1.1 " + status + " ")
                .endsWith("\r\nContent-Length: 0\r\nConnection: close\r\n\r\n (last)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/2.0", "GET / x HTTP/1.1", "", "\u0016\u0003\u0001"})
    void whatIsNoRequestIsRefused(String line) {
        assertThat(events(line + "\r\nHost: x\r\n\r\n"))
                .singleElement()
                .asString()
                .startsWith("say HTTP/1.1 400 ");
    }

    @Test
    void aHeadAboveTheLimitIsRefused() {
        String head = "GET / HTTP/1.1\r\nX: ";
        String end = "\r\n\r\n";
        String most = "y".repeat(ScriptedHttp.MAX_HEAD_BYTES - head.length() - end.length());
        assertThat(events(head + most + end)).singleElement().asString().startsWith("message ");
        assertThat(events(head + most + "y" + end)).singleElement().asString().startsWith("say HTTP/1.1 431 ");
        assertThat(events(head + most + "yyyy")).singleElement().asString().startsWith("say HTTP/1.1 431 ");
        assertThat(events(head + most + "yyy")).isEmpty();
    }

    @Test
    void aHandshakeTakesNoExtensionAndTheFirstSubprotocol() {
        assertThat(events(HANDSHAKE))
                .containsExactly(
                        "say HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Protocol: first\r\n"
                                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                        "upgrade");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Key:, X:",
        "Connection: Upgrade, X: y",
        "GET, POST"
    })
    void aHandshakeThatIsNoneIsRefusedWithTheVersionThatIsSpoken(String what, String instead) {
        assertThat(events(HANDSHAKE.replace(what, instead)))
                .singleElement()
                .asString()
                .startsWith("say HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 13\r\n");
    }

    @Test
    void anUpgradeToSomethingElseIsNotTaken() {
        assertThat(events("GET / HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"))
                .singleElement()
                .asString()
                .startsWith("message  -> HTTP/1.1 200 OK\r\n");
    }

    private List<String> events(String request) {
        return whole(bytes(request));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
