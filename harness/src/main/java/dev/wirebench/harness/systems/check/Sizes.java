package dev.wirebench.harness.systems.check;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;

/** Messages of the sizes at which the forms of a WebSocket frame change (RFC 6455, section 5.2), and their neighbours. */
final class Sizes {

    private static final int[] BYTES = {1, 125, 126, 65_535, 65_536};

    private Sizes() {}

    static int[] upTo(int maxBytes) {
        return IntStream.of(BYTES).filter(bytes -> bytes <= maxBytes).toArray();
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** So many bytes of text, in letters that need no escaping anywhere. */
    static String text(int size) {
        byte[] letters = new byte[size];
        for (int i = 0; i < size; i++) {
            letters[i] = (byte) ('a' + i % 26);
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
