package dev.wirebench.loadgen.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyStreamTest {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    @Test
    void theBlockOfTheRfcComesOut() {
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i] = (byte) i;
        }
        KeyStream stream = stream(key, 1, HexFormat.of().parseHex("000000090000004a00000000"));
        assertThat(words(stream, 16))
                .as("RFC 8439, section 2.3.2")
                .containsExactly(
                        0xe4e7f110,
                        0x15593bd1,
                        0x1fdd0f50,
                        0xc47120a3,
                        0xc7f4d1c7,
                        0x0368c033,
                        0x9aaa2204,
                        0x4e6cd4c3,
                        0x466482d2,
                        0x09aa9f07,
                        0x05d7c214,
                        0xa2028bd9,
                        0xd19c12b5,
                        0xb94e16de,
                        0xe883d0cb,
                        0x4e3c50a2);
    }

    @Test
    void theJdkAgreesOnLongStreams() throws GeneralSecurityException {
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            byte[] key = new byte[KEY_BYTES];
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(key);
            random.nextBytes(nonce);
            Cipher jdk = Cipher.getInstance("ChaCha20");
            jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new ChaCha20ParameterSpec(nonce, i));
            int[] expected = words(jdk.doFinal(new byte[64 * 100]));
            assertThat(words(stream(key, i, nonce), expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void aLongIsTwoInts() {
        int[] start = new int[12];
        int[] ints = words(new KeyStream(start), 2);
        assertThat(new KeyStream(start).nextLong()).isEqualTo((long) ints[0] << 32 | Integer.toUnsignedLong(ints[1]));
    }

    /** Probability of a chance match: one in 8 x 10^9 runs. */
    @Test
    void noTwoStreamsShareANumber() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            KeyStream stream = new KeyStream();
            for (int j = 0; j < 32_768; j++) {
                assertThat(seen.add(stream.nextLong())).isTrue();
            }
        }
    }

    @Test
    void aCounterThatIsThroughBeginsNothingAnew() {
        byte[] key = new byte[KEY_BYTES];
        KeyStream last = stream(key, -1, new byte[NONCE_BYTES]);
        words(last, 16);
        assertThat(words(last, 16))
                .isNotEqualTo(words(stream(key, 0, new byte[NONCE_BYTES]), 16))
                .isEqualTo(words(stream(key, 0, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), 16));
    }

    private static KeyStream stream(byte[] key, int counter, byte[] nonce) {
        return new KeyStream(Stream.of(words(key), new int[] {counter}, words(nonce))
                .flatMapToInt(IntStream::of)
                .toArray());
    }

    private static int[] words(KeyStream stream, int count) {
        return IntStream.generate(stream::nextInt).limit(count).toArray();
    }

    private static int[] words(byte[] bytes) {
        int[] words = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
        return words;
    }
}
