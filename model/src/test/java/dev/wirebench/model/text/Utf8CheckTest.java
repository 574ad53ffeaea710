package dev.wirebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {

    @Test
    void everyTextIsUtf8HoweverItIsCut() {
        byte[] text = "plain, then \u00e9\u20ac\ud83d\ude00 and plain again \u07ff\u0800\uffff\ud800\udc00"
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            Utf8Check check = new Utf8Check();
            assertThat(check.accept(ByteBuffer.wrap(text), cut)).isTrue();
            assertThat(check.accept(ByteBuffer.wrap(text).position(cut), text.length - cut))
                    .isTrue();
            assertThat(check.isComplete()).isTrue();
        }
    }

    @Test
    void theJdkAgreesOnEveryTwoByteAndOnRandomFourByteSequences() {
        for (int value = 0; value <= 0xffff; value++) {
            assertAgrees(new byte[] {(byte) (value >> 8), (byte) value});
        }
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            int lead = 0xe0 + random.nextInt(0x20);
            int second = 0x80 + random.nextInt(0x50);
            assertAgrees(new byte[] {
                'x', (byte) lead, (byte) second, (byte) (0x80 + random.nextInt(0x44)), (byte) random.nextInt(256), 'x'
            });
        }
    }

    private static void assertAgrees(byte[] bytes) {
        Utf8Check check = new Utf8Check();
        boolean isUtf8 = check.accept(ByteBuffer.wrap(bytes), bytes.length) && check.isComplete();
        if (isUtf8 != isUtf8ToTheJdk(bytes)) {
            throw new AssertionError(
                    "the JDK does not agree on " + java.util.HexFormat.of().formatHex(bytes));
        }
    }

    private static boolean isUtf8ToTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
