package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Content of the messages sent and of their echoes.
 *
 * <p>A generated payload is printable ASCII: the message's sequence number as 16 hexadecimal digits (the last n of them
 * in a payload of n &lt; 16 bytes), then random letters. A fixed payload is the same for every message. Immutable;
 * shared by all workers.
 */
public final class Payload {

    public static final int SEQUENCE_DIGITS = 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] template;
    private final ByteBuffer words;
    private final int digits;

    private Payload(byte[] template, int digits) {
        this.template = template;
        this.words = ByteBuffer.wrap(template);
        this.digits = digits;
    }

    public static Payload generated(int bytes, long seed) {
        byte[] template = new byte[bytes];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < bytes; i++) {
            template[i] = (byte) ('a' + random.nextInt(26));
        }
        return new Payload(template, Math.min(SEQUENCE_DIGITS, bytes));
    }

    public static Payload fixed(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    public static Payload empty() {
        return new Payload(new byte[0], 0);
    }

    public int bytes() {
        return template.length;
    }

    public void put(long sequence, ByteBuffer out) {
        if (digits == SEQUENCE_DIGITS) {
            out.putLong(eightDigits(sequence >>> Integer.SIZE)).putLong(eightDigits(sequence));
        } else {
            for (int i = 0; i < digits; i++) {
                out.put(digit(sequence, i));
            }
        }
        out.put(template, digits, template.length - digits);
    }

    /**
     * Consumes {@code length} bytes and compares them with the payload from {@code offset} on.
     *
     * @return true if all are equal
     */
    public boolean matches(long sequence, int offset, ByteBuffer in, int length) {
        int end = in.position() + length;
        boolean equal = length <= template.length - offset;
        int at = offset;
        if (equal && offset == 0 && digits == SEQUENCE_DIGITS && length >= SEQUENCE_DIGITS) {
            equal = in.getLong() == eightDigits(sequence >>> Integer.SIZE) && in.getLong() == eightDigits(sequence);
            at = SEQUENCE_DIGITS;
        }
        while (equal && in.position() < end) {
            if (at >= digits && end - in.position() >= Long.BYTES) {
                equal = in.getLong() == words.getLong(at);
                at += Long.BYTES;
            } else {
                equal = in.get() == (at < digits ? digit(sequence, at) : template[at]);
                at++;
            }
        }
        in.position(end);
        return equal;
    }

    /** The lowest 32 bits as hexadecimal digits, computed in parallel; the first digit in the highest byte. */
    static long eightDigits(long number) {
        long x = number & 0xffff_ffffL;
        x = (x | x << 16) & 0x0000_ffff_0000_ffffL;
        x = (x | x << 8) & 0x00ff_00ff_00ff_00ffL;
        x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        long letters = x + 0x0606_0606_0606_0606L >>> 4 & 0x0101_0101_0101_0101L;
        return x + 0x3030_3030_3030_3030L + letters * ('a' - '9' - 1);
    }

    private byte digit(long sequence, int index) {
        return HEX[(int) (sequence >>> 4 * (digits - 1 - index)) & 0xf];
    }

    /** True if the bytes may occur in the payload at any sequence number. */
    public boolean mayContain(byte[] sought) {
        String text = new String(template, StandardCharsets.ISO_8859_1);
        String needle = new String(sought, StandardCharsets.ISO_8859_1);
        boolean hexadecimal = needle.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c));
        return text.contains(needle) || digits > 0 && hexadecimal && needle.length() <= digits;
    }
}
