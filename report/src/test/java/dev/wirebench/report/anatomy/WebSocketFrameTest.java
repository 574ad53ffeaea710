package dev.wirebench.report.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the examples of section 5.7 of RFC 6455. */
class WebSocketFrameTest {

    private static Conversation agreed() {
        return new Conversation(Protocol.WEBSOCKET).up(Conversation.HANDSHAKE).down(Conversation.AGREED);
    }

    private static Pdu first(Conversation conversation) {
        return conversation.exchange().units().get(2);
    }

    @Test
    void theBitsOfAMaskedFrameAreNamed() {
        Pdu hello = first(agreed().upHex("81 85 37fa213d 7f9f4d5158"));
        assertThat(hello.parts())
                .extracting(Field::name)
                .containsExactly("first byte", "second byte", "masking key", "masked payload");
        List<Bits> bits =
                hello.parts().stream().flatMap(part -> part.bits().stream()).toList();
        assertThat(bits)
                .extracting(Bits::bits)
                .containsExactly("1.......", ".000....", "....0001", "1.......", ".0000101");
        assertThat(bits).extracting(Bits::meaning).contains("1: text", "5 bytes of payload");
        Field payload = hello.parts().get(3);
        assertThat(payload.hex()).isEqualTo("7f9f4d5158");
        assertThat(new String(payload.said(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("Hello");
        assertThat(payload.layer()).isEqualTo(Layer.MESSAGE);
    }

    @Test
    void fragmentsAreOneMessageAndAPingMayComeBetween() {
        Exchange exchange = agreed().upHex("8180 00000000")
                .downHex("0103 48656c 8900 8002 6c6f")
                .exchange();
        assertThat(Conversation.units(exchange).subList(3, 6))
                .extracting(unit -> unit.substring(unit.indexOf(' ', 5) + 1))
                .containsExactly(
                        "message 1: WebSocket frame: text",
                        "unasked: WebSocket frame: ping",
                        "message 1: WebSocket frame: continuation");
    }

    @Test
    void longerLengthsStandInTwoOrEightBytes() {
        Pdu medium = first(agreed().downHex("827e0100" + "00".repeat(256)));
        assertThat(medium.parts().get(2).meaning()).isEqualTo("256 bytes of payload");
        assertThat(medium.bytes()).isEqualTo(4 + 256);
        Pdu large = first(agreed().downHex("827f0000000000010000" + "00".repeat(65536)));
        assertThat(large.parts().get(2).meaning()).isEqualTo("65536 bytes of payload");
        assertThat(large.bytes()).isEqualTo(10 + 65536);
        assertThat(large.parts().get(3).shown()).hasSize(Field.SHOWN_BYTES);
    }

    @Test
    void aCloseSaysWhyAndMayNotDriveTheTerminal() {
        Pdu close = first(agreed().downHex("8807 03f0 681b5b316d"));
        assertThat(close.parts().get(2).meaning()).isEqualTo("code 1008: h\\x1B[1m");
    }

    @ParameterizedTest
    @CsvSource({
        "c100, a reserved bit is set",
        "8300, opcode 3",
        "8b00, opcode 11",
        "0900, a control frame is whole",
        "887e0080, a control frame is whole",
        "818000000000, a client masks its frames",
        "817e007d, a length is written as short as can be",
        "817f000000000000ffff, a length is written as short as can be",
        "817fffffffffffffffff, a length is written as short as can be",
        "880103, begins with a code of 2 bytes",
        "8105aa, ends within the payload",
        "81, ends within a frame's header"
    })
    void whatBreaksTheProtocolIsNoFrame(String hex, String why) {
        Pdu unknown = first(agreed().downHex(hex));
        assertThat(unknown.what()).startsWith("bytes that are not understood: ").contains(why);
        assertThat(unknown.bytes()).isEqualTo(hex.length() / 2);
    }
}
