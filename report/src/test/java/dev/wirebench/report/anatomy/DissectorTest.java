package dev.wirebench.report.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Protocol;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DissectorTest {

    private static final String POST = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @Test
    void requestsAndResponsesOnOneConnectionAreToldApartWhereverTheReadsWereCut() {
        Exchange exchange = new Conversation(Protocol.HTTP)
                .up(POST)
                .down(OK.substring(0, 10))
                .down(OK.substring(10))
                .up(POST.substring(0, 50))
                .up(POST.substring(50))
                .down(OK)
                .exchange();
        int up = POST.length();
        int down = OK.length();
        assertThat(Conversation.units(exchange))
                .containsExactly(
                        "up 0+" + up + " message 1: HTTP request",
                        "down 0+" + down + " message 1: HTTP response",
                        "up " + up + "+" + up + " message 2: HTTP request",
                        "down " + down + "+" + down + " message 2: HTTP response");
        assertThat(Conversation.parts(exchange.units().get(0)))
                .isEqualTo(
                        "request line=POST /echo HTTP/1.1\\r\\n|Host=Host: x\\r\\n|Content-Length=Content-Length: 5\\r\\n"
                                + "|empty line=\\r\\n|content=hello");
        assertThat(exchange.units().get(1).call()).isEqualTo(3);
        assertThat(exchange.meaning(4)).isEqualTo("more of the same");
    }

    @Test
    void contentEndsByChunksByTheEndOrNotAtAll() {
        Exchange chunked = new Conversation(Protocol.HTTP)
                .up("GET / HTTP/1.1\r\n\r\n")
                .down("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n")
                .up("HEAD / HTTP/1.1\r\n\r\n")
                .down("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
                .up("GET / HTTP/1.0\r\n\r\n")
                .down("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 OK\r\n\r\nto the end")
                .exchange();
        List<Pdu> units = chunked.units();
        assertThat(units)
                .extracting(Pdu::paidFor)
                .containsExactly(
                        "message 1", "message 1", "message 2", "message 2", "message 3", "message 3", "message 3");
        assertThat(Conversation.parts(units.get(1)))
                .endsWith(
                        "|chunk length=3;x=y\\r\\n|chunk=abc|end of chunk=\\r\\n|chunk length=0\\r\\n|trailer=T: 1\\r\\n"
                                + "|empty line=\\r\\n");
        assertThat(Conversation.parts(units.get(6))).endsWith("|content=to the end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.2 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 999 ?\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 099 ?\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 00000000000000000005\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5, 05 ,,5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: , Chunked,\r\n\r\n00000000000000000005 ;\ta = b\r\nhello\r\n"
                        + "00\r\n\r\n",
            })
    void whatTheGeneratorAcceptsIsUnderstood(String response) {
        Exchange exchange = new Conversation(Protocol.HTTP)
                .up(POST)
                .down(response)
                .up(POST)
                .down(response)
                .exchange();
        int down = response.length();
        assertThat(Conversation.units(exchange))
                .contains(
                        "down 0+" + down + " message 1: HTTP response",
                        "down " + down + "+" + down + " message 2: HTTP response");
    }

    /** 64 MiB, of which the first 4 are kept. */
    @Test
    void ofAnAnswerWithoutEndTheFirstPartIsKeptAndTheRestCounted() {
        String head = "HTTP/1.1 200 OK\r\n\r\n";
        Conversation conversation =
                new Conversation(Protocol.HTTP).up("GET / HTTP/1.1\r\n\r\n").down(head);
        String mebibyte = "x".repeat(1024 * 1024);
        for (int i = 0; i < 64; i++) {
            conversation.down(mebibyte);
        }
        Exchange exchange = conversation.exchange();
        long left = head.length() + 64L * 1024 * 1024 - ConnectionCapture.KEPT_BYTES;
        assertThat(Conversation.units(exchange).subList(1, 3))
                .containsExactly(
                        "down 0+" + ConnectionCapture.KEPT_BYTES + " message 1: HTTP response",
                        "down " + ConnectionCapture.KEPT_BYTES + "+" + left
                                + " message 1: left out, as there is too much of it");
        assertThat(exchange.bytes(Direction.DOWN)).isEqualTo(head.length() + 64L * 1024 * 1024);
    }

    @Test
    void framesWithoutEndAreNotAllTakenApart() {
        Conversation conversation =
                new Conversation(Protocol.WEBSOCKET).up(Conversation.HANDSHAKE).down(Conversation.AGREED);
        String pings = "8900".repeat(32 * 1024);
        for (int i = 0; i < 100; i++) {
            conversation.downHex(pings);
        }
        Exchange exchange = conversation.exchange();
        assertThat(exchange.units()).hasSizeBetween(ByteScanner.MAX_UNITS, ByteScanner.MAX_UNITS + 3);
        assertThat(exchange.units().get(exchange.units().size() - 2).what()).contains("too much to take it apart");
        assertThat(exchange.bytes(Direction.DOWN)).isEqualTo(Conversation.AGREED.length() + 100L * 64 * 1024);
    }

    @Test
    void callsWithoutEndAreNotAllKept() {
        Conversation conversation = new Conversation(Protocol.RAW).framed(new Framing.FixedSize(1));
        for (int i = 0; i < 2 * ConnectionCapture.KEPT_CALLS; i++) {
            conversation.down("x");
        }
        Exchange exchange = conversation.exchange();
        assertThat(exchange.calls()).hasSize(ConnectionCapture.KEPT_CALLS);
        assertThat(exchange.bytes(Direction.DOWN)).isEqualTo(2 * ConnectionCapture.KEPT_CALLS);
    }

    @Test
    void framesBeginWhereTheHandshakeEnds() {
        Exchange exchange = new Conversation(Protocol.WEBSOCKET)
                .up(Conversation.HANDSHAKE)
                .down(Conversation.AGREED)
                .upHex("818537fa213d7f9f4d5158")
                .downHex("810548656c6c6f")
                .upHex("8882 00000000 03e8")
                .downHex("8802 03e8")
                .exchange();
        int up = Conversation.HANDSHAKE.length();
        int down = Conversation.AGREED.length();
        assertThat(exchange.framesFrom(Direction.UP)).hasValue(up);
        assertThat(exchange.framesFrom(Direction.DOWN)).hasValue(down);
        assertThat(Conversation.units(exchange))
                .containsExactly(
                        "up 0+" + up + " opening: HTTP request: the WebSocket handshake",
                        "down 0+" + down + " opening: HTTP response: the WebSocket handshake",
                        "up " + up + "+11 message 1: WebSocket frame: text",
                        "down " + down + "+7 message 1: WebSocket frame: text",
                        "up " + (up + 11) + "+8 closing: WebSocket frame: close",
                        "down " + (down + 7) + "+4 closing: WebSocket frame: close");
        assertThat(exchange.units().get(1).parts().get(3).meaning()).endsWith(": right");
    }

    @Test
    void anotherAnswerToTheKeyIsCalledWrong() {
        Exchange exchange = new Conversation(Protocol.WEBSOCKET)
                .up(Conversation.HANDSHAKE)
                .down(Conversation.AGREED.replace("s3pP", "s3pQ"))
                .exchange();
        assertThat(exchange.units().get(1).parts().get(3).meaning()).endsWith(": wrong");
    }

    @Test
    void aRefusedHandshakeStaysHttp() {
        Exchange exchange = new Conversation(Protocol.WEBSOCKET)
                .up(Conversation.HANDSHAKE)
                .down("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno")
                .exchange();
        assertThat(exchange.framesFrom(Direction.UP)).isEmpty();
        assertThat(exchange.units()).extracting(Pdu::paidFor).containsExactly("opening", "opening");
    }

    @Test
    void whatTheServerSaysUnaskedBelongsToNoMessage() {
        Exchange exchange = new Conversation(Protocol.WEBSOCKET)
                .up(Conversation.HANDSHAKE)
                .down(Conversation.AGREED)
                .downHex("810548656c6c6f 8900")
                .upHex("8a80 00000000")
                .upHex("8180 00000000 8180 00000000")
                .downHex("8100 0100 8000")
                .downHex("8100")
                .exchange();
        assertThat(exchange.units())
                .extracting(Pdu::paidFor)
                .containsExactly(
                        "opening",
                        "opening",
                        "unasked",
                        "unasked",
                        "unasked",
                        "message 1",
                        "message 2",
                        "message 1",
                        "message 2",
                        "message 2",
                        "unasked");
        assertThat(exchange.sentAhead()).isEqualTo(2);
        assertThat(exchange.bytes(Direction.DOWN, Stage.UNASKED, 0)).isEqualTo(7 + 2 + 2);
    }

    @Test
    void rawMessagesEndByTheirFraming() {
        assertThat(Conversation.parts(new Conversation(Protocol.RAW)
                        .upHex("00000002 6869")
                        .exchange()
                        .units()
                        .get(0)))
                .isEqualTo("length prefix=\\x00\\x00\\x00\\x02|message=hi");
        Exchange delimited = new Conversation(Protocol.RAW)
                .framed(new Framing.Delimiter("\r\n"))
                .up("a\rb\r\n")
                .down("\r\nx\r\n")
                .exchange();
        assertThat(delimited.units())
                .extracting(Conversation::parts)
                .containsExactly("message=a\\rb|delimiter=\\r\\n", "delimiter=\\r\\n", "message=x|delimiter=\\r\\n");
        Exchange fixed = new Conversation(Protocol.RAW)
                .framed(new Framing.FixedSize(2))
                .up("abc")
                .down("abcd")
                .exchange();
        assertThat(Conversation.units(fixed))
                .containsExactly(
                        "up 0+3 message 1: raw message",
                        "down 0+2 message 1: raw message",
                        "down 2+2 unasked: raw message");
    }

    @Test
    void whatIsNotUnderstoodIsShownAndSaysWhy() {
        Exchange exchange = new Conversation(Protocol.HTTP)
                .up(POST)
                .down("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx")
                .exchange();
        Pdu unknown = exchange.units().get(1);
        assertThat(unknown.what()).isEqualTo("bytes that are not understood: Content-Length is no number");
        assertThat(unknown.parts())
                .last()
                .extracting(Field::layer, Field::bytes)
                .containsExactly(Layer.UNKNOWN, 1L);
    }

    /** However wild the bytes are, each is in exactly one part. */
    @Property(tries = 300, seed = "1")
    void everyByteIsInOnePart(@ForAll Protocol protocol, @ForAll boolean isAgreed, @ForAll List<byte[]> pieces) {
        Conversation conversation = new Conversation(protocol);
        if (isAgreed) {
            conversation.up(Conversation.HANDSHAKE).down(Conversation.AGREED);
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (i % 2 == 0) {
                conversation.tape.sent(pieces.get(i));
            } else {
                conversation.tape.received(pieces.get(i));
            }
        }
        Exchange exchange = conversation.exchange();
        for (Direction direction : Direction.values()) {
            long at = 0;
            for (Pdu unit : exchange.units()) {
                if (unit.direction() == direction) {
                    for (Field part : unit.parts()) {
                        assertThat(part.offset()).isEqualTo(at);
                        at += part.bytes();
                    }
                    assertThat(unit.offset() + unit.bytes()).isEqualTo(at);
                }
            }
            assertThat(at).isEqualTo(conversation.tape.stream(direction).length);
        }
    }
}
