package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Redaction;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final URI HTTP = URI.create("http://localhost:8080/");

    private static final URI SOCKET_IO = URI.create("ws://localhost/socket.io/?EIO=4&transport=websocket");

    @Test
    void aServiceNeedsNothingButItsUrl() {
        assertThat(http(null, null, null, null))
                .isEqualTo(new Target.Http(HTTP, "POST", Map.of(), null, 200, Target.Check.ECHO));
        URI ws = URI.create("ws://localhost/");
        assertThat(new Target.WebSocket(ws, null, null, null, null, null))
                .isEqualTo(
                        new Target.WebSocket(ws, Map.of(), null, Target.MessageType.BINARY, null, Target.Check.ECHO));
        URI tcp = URI.create("tcp://localhost:1");
        assertThat(new Target.Raw(tcp, null, null, null))
                .isEqualTo(new Target.Raw(tcp, new Framing.LengthPrefix(), null, Target.Check.ECHO));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,    ,     ECHO, true",
        "PUT,     ,     ECHO, true",
        "PATCH,   ,     ECHO, true",
        "GET,     ,     ANY,  false",
        "DELETE,  ,     ANY,  false",
        "POST,    body, ANY,  true",
        "GET,     body, ANY,  true"
    })
    void anEchoIsExpectedWhereThePayloadIsSent(String method, String body, Target.Check check, boolean hasBody) {
        Target.Http http = http(method, null, body, null);
        assertThat(http.check()).isEqualTo(check);
        assertThat(http.hasBody()).isEqualTo(hasBody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void anEchoOfNothingIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http(method, null, null, Target.Check.ECHO))
                .withMessage("check: echo needs a method with a body, was " + method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "GET /x HTTP/1.1\r\nX:", "G T", "", "CONNECT"})
    void whatIsNoMethodIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http(method, null, null, null))
                .withMessageStartingWith("method must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nX-Evil: 1", "x\n", "\r", "\0", "\u007f", "ü", "x\u0085", "x\u2028"})
    void aHeadersValueCannotBeginAnotherHeader(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http(null, Map.of("X-Good", value), null, null))
                .withMessage("header 'X-Good' is not a valid field name and value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Good", "X-Good:", "X-Good\r\n", "X-Güt", "(X)"})
    void whatIsNoFieldNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http(null, Map.of(name, "x"), null, null))
                .withMessageEndingWith("is not a valid field name and value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "CONTENT-LENGTH", "CONNECTION", "Transfer-Encoding"})
    void headersThatFrameTheRequestAreOurs(String name) {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> http(null, Map.of(name, "x"), null, null))
                    .withMessage("header '" + name + "' is set by Wirebench itself");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost/, https://localhost/",
        "HTTP://localhost/, HTTP://localhost/",
        "ws://localhost/, ws://localhost/",
        "localhost, localhost",
        "/echo, /echo",
        "http:///echo, http:///echo",
        "http://me:s3cret@localhost/, http://***@localhost/",
        "http://s3cret@localhost/, http://***@localhost/",
        "http://me:s3cret@not_a_host/, http://***@not_a_host/",
        "http:me:s3cret@localhost/, http:***@localhost/",
    })
    void aUrlOfAnotherKindIsRefusedAndItsCredentialsAreNotRepeated(URI url, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.Http(url, null, null, null, null, null))
                .withMessage("url must look like http://host:port/path without user information"
                        + " (TLS is not supported), was " + shown);
    }

    @Test
    void credentialsInABrokenUrlAreNotRepeated() {
        String plan = "name: x\ntarget:\n  http: {url: 'http://me:s3 cret@localhost/'}\n";
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", plan))
                .withMessageContaining("http://***@localhost/")
                .withMessageNotContaining("cret");
    }

    @Test
    void aRawServiceHasNoUsualPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.Raw(URI.create("tcp://localhost"), null, null, null))
                .withMessage("url must name a port, was tcp://localhost");
    }

    @Test
    void socketIoNeedsNothingButItsUrl() {
        assertThat(new Target.SocketIo(SOCKET_IO, null, null, null, null, null))
                .isEqualTo(new Target.SocketIo(
                        SOCKET_IO, Map.of(), "echo", Target.MessageType.TEXT, null, Target.Check.ECHO));
        assertThat(new Target.SocketIo(SOCKET_IO, null, null, null, "body", null).check())
                .isEqualTo(Target.Check.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://localhost/socket.io/",
                "ws://localhost/socket.io/?EIO=3&transport=websocket",
                "ws://localhost/socket.io/?EIO=4&transport=polling"
            })
    void aSocketIoUrlSaysWhichProtocolItIs(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.SocketIo(url, null, null, null, null, null))
                .withMessage("url must look like ws://host:port/socket.io/?EIO=4&transport=websocket, was " + url);
    }

    @Test
    void theSecretsOfASocketIoServiceAreHidden() {
        Target.SocketIo service = new Target.SocketIo(
                URI.create(SOCKET_IO + "&token=s3cret"), Map.of("Cookie", "s3cret"), null, null, null, null);
        assertThat(new Target(null, null, null, service)
                        .redacted(Redaction.USUAL)
                        .toString())
                .doesNotContain("s3cret");
        assertThat(new Target(null, null, null, service).hostsElsewhere()).isEmpty();
    }

    @Test
    void aSocketIoServiceElsewhereIsNoLoopback() {
        URI far = URI.create(SOCKET_IO.toString().replace("localhost", "far.example"));
        Target.SocketIo service = new Target.SocketIo(far, null, null, null, null, null);
        assertThat(new Target(null, null, null, service).hostsElsewhere()).containsExactly("far.example");
    }

    @Test
    void eventsOfTheLibrariesOwnAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.SocketIo(SOCKET_IO, null, "connect", null, null, null))
                .withMessageStartingWith("event must be 1 to 128 characters and none of Socket.IO's own [connect,")
                .withMessageEndingWith("was 'connect'");
    }

    @Test
    void whatTellsAnAnswerIsSaidInOneWay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerSign("a", null, "/b", null, null))
                .withMessage("answer must have exactly one of prefix, field, pointer and sequence, had 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerSign(null, null, "id", null, null))
                .withMessage("pointer must be a JSON pointer of 1 to 32 parts such as /data/id, was 'id'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerSign("a", null, null, null, IntNode.valueOf(1)))
                .withMessage("equals must be text, a number, true, false or null, beside field or pointer");
        AnswerSign sequence = new AnswerSign(null, null, null, true, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.Raw(URI.create("tcp://localhost:1"), null, "body", null, sequence, null))
                .withMessageStartingWith("answer.sequence needs the plan's payload");
    }

    @Test
    void theWayToAnAnswersSignIsThatOfItsPointer() {
        assertThat(new AnswerSign(null, null, "/a~1b/~01//3", null, null).path())
                .containsExactly("a/b", "~1", "", "3");
        assertThat(new AnswerSign(null, "/", null, null, null).path()).containsExactly("/");
        assertThat(new AnswerSign("x", null, null, null, null).path()).isEmpty();
    }

    @Test
    void anAnswerIsToldByItsEchoOrByASign() {
        URI ws = URI.create("ws://localhost");
        AnswerSign sign = new AnswerSign("x", null, null, null, null);
        for (Target.Check check : Target.Check.values()) {
            Target plain = new Target(null, new Target.WebSocket(ws, null, null, null, null, check), null);
            Target signed = new Target(null, new Target.WebSocket(ws, null, null, null, null, check, sign, 1), null);
            assertThat(plain.tellsAnswers(Protocol.WEBSOCKET)).isEqualTo(check == Target.Check.ECHO);
            assertThat(signed.tellsAnswers(Protocol.WEBSOCKET)).isTrue();
            assertThat(signed.redacted(Redaction.USUAL)).isEqualTo(signed);
        }
    }

    private static Target.Http http(String method, Map<String, String> headers, String body, Target.Check check) {
        return new Target.Http(HTTP, method, headers, body, null, check);
    }
}
