package dev.wirebench.targets.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedWebSocketTest extends ScriptedWireContract {

    @Override
    ScriptedWire create() {
        return new ScriptedWebSocket();
    }

    /** A text, a ping within a binary message of 128 bytes, a close. */
    @Override
    byte[] conversation() {
        return bytes("8185 37fa213d 7f9f4d5158 02fe0080 01020304" + "ab".repeat(128)
                + "8981 00000000 07 8080 00000000 8882 00000000 03e9");
    }

    @Override
    int eventCount() {
        return 4;
    }

    /** The masked text is the example of RFC 6455, section 5.7; other masks are zeros. */
    @ParameterizedTest
    @CsvSource({
        "a text, 8185 37fa213d 7f9f4d5158, message 48656c6c6f -> 810548656c6c6f",
        "no bytes, 8280 00000000, message -> 8200",
        "a text in frames, 0183 00000000 48656c 0080 00000000 8082 00000000 6c6f, message 48656c6c6f -> 810548656c6c6f",
        "a character over two frames, 0181 00000000 c3 8081 00000000 a9, message c3a9 -> 8102c3a9",
        "a ping, 8982 01010101 0203, say 8a020302",
        "a close, 8880 00000000, say 8800 (last)",
        "a close with code and reason, 8885 00000000 03e9627965, say 880203e9 (last)"
    })
    void framesAreAnswered(String what, String frames, String event) {
        assertThat(hex(frames)).as(what).isEqualTo(event);
    }

    @Test
    void aPongIsNotAnswered() {
        assertThat(whole(bytes("8a80 00000000"))).isEmpty();
    }

    @Test
    void messagesAfterEachOtherAreToldApart() {
        assertThat(whole(bytes("8281 00000000 41 8281 00000000 42")))
                .containsExactly("message A -> \u0082\u0001A", "message B -> \u0082\u0001B");
    }

    @ParameterizedTest
    @CsvSource({"125, 827d", "126, 827e007e", "65535, 827effff", "65536, 827f0000000000010000"})
    void aLengthTakesAsManyBytesAsItNeeds(int length, String header) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) 0x82).put((byte) 0xff);
        frame.putLong(length).putInt(0x01010101);
        String event = whole(frame.array()).get(0);
        assertThat(event.substring(event.indexOf("-> ") + 3))
                .isEqualTo(new String(bytes(header), ISO_8859_1) + "\u0001".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({
        "text that is no UTF-8, 8182 00000000 c328, 03ef",
        "text that ends within a character, 8181 00000000 c3, 03ef",
        "text in frames that ends within a character, 0181 00000000 c3 8080 00000000, 03ef",
        "a frame without a mask, 8201 01, 03ea",
        "a reserved bit, c281 00000000 01, 03ea",
        "an unknown opcode, 8381 00000000 01, 03ea",
        "a continuation of nothing, 8081 00000000 01, 03ea",
        "a message within a message, 0281 00000000 01 8281 00000000 01, 03ea",
        "a fragmented ping, 0980 00000000, 03ea",
        "a long ping, 89fe007e 00000000, 03ea",
        "a close with half a code, 8881 00000000 03, 03ea",
        "a length above the limit, 82ff 0000000001000001 00000000, 03f1",
        "a negative length, 82ff ffffffffffffffff 00000000, 03f1"
    })
    void whatRfc6455ForbidsEndsTheConnection(String what, String frames, String code) {
        assertThat(hex(frames)).as(what).isEqualTo("say 8802" + code + " (last)");
    }

    @Test
    void fragmentsAboveTheLimitEndTheConnection() {
        byte[] most = ByteBuffer.allocate(14 + Target.MAX_BODY_BYTES)
                .put(bytes("02ff"))
                .putLong(Target.MAX_BODY_BYTES)
                .array();
        byte[] more = bytes("8081 00000000 00");
        assertThat(new RecordedReplies(create())
                        .receive(most, 0, most.length)
                        .receive(more, 0, more.length)
                        .events())
                .containsExactly("say \u0088\u0002\u0003\u00f1 (last)");
    }

    /** The only event, with its bytes in hexadecimal. */
    private String hex(String frames) {
        assertThat(whole(bytes(frames))).hasSize(1);
        String event = whole(bytes(frames)).get(0);
        boolean isLast = event.endsWith(" (last)");
        String[] words = event.replace(" (last)", "").split(" ", -1);
        return words[0]
                + (words[1].isEmpty() ? "" : " " + toHex(words[1]))
                + (words[0].equals("message") ? " -> " + toHex(words[3]) : "")
                + (isLast ? " (last)" : "");
    }

    private static String toHex(String bytes) {
        return HexFormat.of().formatHex(bytes.getBytes(ISO_8859_1));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
