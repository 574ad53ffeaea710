package dev.wirebench.model.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.wirebench.model.plan.PlanFile;
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

    private static final URI TCP = URI.create("tcp://localhost:1");

    private static final URI SOCKET_IO = URI.create("ws://localhost/socket.io/?EIO=4&transport=websocket");

    @Test
    void aServiceNeedsNothingButItsUrl() {
        assertThat(new HttpService(HTTP))
                .extracting(
                        HttpService::method,
                        HttpService::headers,
                        HttpService::body,
                        HttpService::expectStatus,
                        HttpService::check)
                .containsExactly("POST", Map.of(), null, 200, Service.Check.ECHO);
        assertThat(new WebSocketService(URI.create("ws://localhost/")))
                .extracting(
                        WebSocketService::headers,
                        WebSocketService::subprotocol,
                        WebSocketService::message,
                        WebSocketService::body,
                        WebSocketService::check)
                .containsExactly(Map.of(), null, Service.MessageType.BINARY, null, Service.Check.ECHO);
        assertThat(new RawService(TCP))
                .extracting(RawService::framing, RawService::body, RawService::check)
                .containsExactly(new Framing.LengthPrefix(), null, Service.Check.ECHO);
    }

    /** A check that is named is kept, whatever else changes; without one, the method and the body decide. */
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
    void anEchoIsExpectedWhereThePayloadIsSent(String method, String body, Service.Check check, boolean hasBody) {
        HttpService http = new HttpService(HTTP, method, Map.of(), body, 200, null);
        assertThat(http.check()).isEqualTo(check);
        assertThat(http.hasBody()).isEqualTo(hasBody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void anEchoOfNothingIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpService(HTTP).withMethod(method).withCheck(Service.Check.ECHO))
                .withMessage("check: echo needs a method with a body, was " + method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "GET /x HTTP/1.1\r\nX:", "G T", "", "CONNECT"})
    void whatIsNoMethodIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpService(HTTP).withMethod(method))
                .withMessageStartingWith("method must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nX-Evil: 1", "x\n", "\r", "\0", "\u007f", "ü", "x\u0085", "x\u2028"})
    void aHeadersValueCannotBeginAnotherHeader(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpService(HTTP).withHeaders(Map.of("X-Good", value)))
                .withMessage("header 'X-Good' is not a valid field name and value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Good", "X-Good:", "X-Good\r\n", "X-Güt", "(X)"})
    void whatIsNoFieldNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpService(HTTP).withHeaders(Map.of(name, "x")))
                .withMessageEndingWith("is not a valid field name and value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "CONTENT-LENGTH", "CONNECTION", "Transfer-Encoding"})
    void headersThatFrameTheRequestAreOurs(String name) {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HttpService(HTTP).withHeaders(Map.of(name, "x")))
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
                .isThrownBy(() -> new HttpService(url))
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
                .isThrownBy(() -> new RawService(URI.create("tcp://localhost")))
                .withMessage("url must name a port, was tcp://localhost");
    }

    @Test
    void socketIoNeedsNothingButItsUrl() {
        assertThat(new SocketIoService(SOCKET_IO))
                .extracting(
                        SocketIoService::headers,
                        SocketIoService::event,
                        SocketIoService::message,
                        SocketIoService::body,
                        SocketIoService::check)
                .containsExactly(Map.of(), "echo", Service.MessageType.TEXT, null, Service.Check.ECHO);
        assertThat(new SocketIoService(SOCKET_IO)
                        .withBody("body")
                        .withCheck(null)
                        .check())
                .isEqualTo(Service.Check.ANY);
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
                .isThrownBy(() -> new SocketIoService(url))
                .withMessage("url must look like ws://host:port/socket.io/?EIO=4&transport=websocket, was " + url);
    }

    @Test
    void theSecretsOfASocketIoServiceAreHidden() {
        SocketIoService service =
                new SocketIoService(URI.create(SOCKET_IO + "&token=s3cret")).withHeaders(Map.of("Cookie", "s3cret"));
        assertThat(Target.of(service).redacted(Redaction.USUAL).toString()).doesNotContain("s3cret");
        assertThat(Target.of(service).hostsElsewhere()).isEmpty();
    }

    @Test
    void aSocketIoServiceElsewhereIsNoLoopback() {
        URI far = URI.create(SOCKET_IO.toString().replace("localhost", "far.example"));
        SocketIoService service = new SocketIoService(far);
        assertThat(Target.of(service).hostsElsewhere()).containsExactly("far.example");
    }

    @Test
    void eventsOfTheLibrariesOwnAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoService(SOCKET_IO).withEvent("connect"))
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
                .isThrownBy(() -> new RawService(TCP).withBody("body").withAnswer(sequence, 0))
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
        for (Service.Check check : Service.Check.values()) {
            WebSocketService plain = new WebSocketService(ws).withCheck(check);
            WebSocketService signed = plain.withAnswer(sign, 1);
            assertThat(plain.tellsAnswers()).isEqualTo(check == Service.Check.ECHO);
            assertThat(signed.tellsAnswers()).isTrue();
            assertThat(Target.of(signed).redacted(Redaction.USUAL)).isEqualTo(Target.of(signed));
            assertThat(new HttpService(HTTP).withCheck(check).tellsAnswers()).isTrue();
        }
    }

    @Test
    void aBodyTakesTheSignOfASequenceNumberWithIt() {
        AnswerSign sequence = new AnswerSign(null, null, null, true, null);
        RawService counted = new RawService(TCP).withAnswer(sequence, 2);
        assertThat(counted.withBody("body"))
                .isEqualTo(new RawService(TCP).withAnswer(null, 2).withBody("body"));
        assertThat(counted.withBody(null)).isEqualTo(counted);
    }

    @Test
    void servicesStandInReadingOrderHoweverTheyWereGiven() {
        Target target = Target.of(new RawService(TCP), new HttpService(HTTP));
        assertThat(target).isEqualTo(Target.of(new HttpService(HTTP), new RawService(TCP)));
        assertThat(target.services().keySet()).containsExactly(Protocol.HTTP, Protocol.RAW);
        assertThat(target.service(RawService.class)).isEqualTo(target.service(Protocol.RAW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target.service(Protocol.WEBSOCKET))
                .withMessage("the target has no service of websocket");
    }
}
