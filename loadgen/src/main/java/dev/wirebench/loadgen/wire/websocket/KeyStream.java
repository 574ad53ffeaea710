package dev.wirebench.loadgen.wire.websocket;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Cryptographically secure random numbers: the key stream of ChaCha20 (RFC 8439, section 2.3) with a key from the
 * operating system. Allocates nothing, unlike the JDK's ciphers. Confined to one worker.
 */
public final class KeyStream implements RandomGenerator {

    private static final int WORDS = 16;
    private static final int KEY_AT = 4;
    private static final int COUNTER_AT = 12;
    private static final int DOUBLE_ROUNDS = 10;

    /** "expand 32-byte k". */
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private static final SecureRandom SYSTEM = new SecureRandom();

    /** Constants, key, counter, nonce. */
    private final int[] state = new int[WORDS];

    private final int[] block = new int[WORDS];
    private int used = WORDS;

    public KeyStream() {
        this(SYSTEM.ints(WORDS - KEY_AT).toArray());
    }

    /** @param start eight words of key, the block counter, three words of nonce */
    KeyStream(int[] start) {
        System.arraycopy(CONSTANTS, 0, state, 0, KEY_AT);
        System.arraycopy(start, 0, state, KEY_AT, WORDS - KEY_AT);
    }

    @Override
    public int nextInt() {
        if (used == WORDS) {
            nextBlock();
        }
        return block[used++];
    }

    @Override
    public long nextLong() {
        return (long) nextInt() << Integer.SIZE | nextInt() & 0xffff_ffffL;
    }

    private void nextBlock() {
        int[] x = block;
        System.arraycopy(state, 0, x, 0, WORDS);
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            quarterRound(x, 0, 4, 8, 12);
            quarterRound(x, 1, 5, 9, 13);
            quarterRound(x, 2, 6, 10, 14);
            quarterRound(x, 3, 7, 11, 15);
            quarterRound(x, 0, 5, 10, 15);
            quarterRound(x, 1, 6, 11, 12);
            quarterRound(x, 2, 7, 8, 13);
            quarterRound(x, 3, 4, 9, 14);
        }
        for (int i = 0; i < WORDS; i++) {
            x[i] += state[i];
        }
        used = 0;
        if (++state[COUNTER_AT] == 0) {
            // Carries into the nonce, so that the stream does not repeat.
            state[COUNTER_AT + 1]++;
        }
    }

    /** Section 2.1. */
    private static void quarterRound(int[] x, int a, int b, int c, int d) {
        int xa = x[a];
        int xb = x[b];
        int xc = x[c];
        int xd = x[d];
        xa += xb;
        xd = Integer.rotateLeft(xd ^ xa, 16);
        xc += xd;
        xb = Integer.rotateLeft(xb ^ xc, 12);
        xa += xb;
        xd = Integer.rotateLeft(xd ^ xa, 8);
        xc += xd;
        xb = Integer.rotateLeft(xb ^ xc, 7);
        x[a] = xa;
        x[b] = xb;
        x[c] = xc;
        x[d] = xd;
    }
}
