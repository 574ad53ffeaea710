package dev.wirebench.loadgen.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.AnswerSign;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Tells, as a message arrives in pieces of any size, whether it is an answer. Confined to one worker. */
abstract sealed class Sign {

    static Sign of(AnswerSign sign) {
        if (sign.prefix() != null) {
            return new Prefix(sign.prefix().getBytes(StandardCharsets.UTF_8));
        }
        return sign.sequence() != null ? new Sequence() : new Json(sign);
    }

    /** Begins a message. @param sequence of the message whose answer is awaited */
    abstract void begin(long sequence);

    abstract void accept(byte next);

    /** Reads {@code length} bytes and leaves them in the buffer. */
    final void accept(ByteBuffer in, int length) {
        int start = in.position();
        for (int i = 0; i < length; i++) {
            accept(in.get(start + i));
        }
    }

    /** Of the message that has come to its end. */
    abstract boolean isMet();

    /** It begins so. */
    private static final class Prefix extends Sign {
        private final byte[] prefix;
        private int matched;
        private boolean isEqual;

        Prefix(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        void begin(long sequence) {
            matched = 0;
            isEqual = true;
        }

        @Override
        void accept(byte next) {
            if (isEqual && matched < prefix.length) {
                isEqual = next == prefix[matched++];
            }
        }

        @Override
        boolean isMet() {
            return isEqual && matched == prefix.length;
        }
    }

    /** The sequence number stands in it: its last 16 bytes so far are compared at each. */
    private static final class Sequence extends Sign {
        private long expectedHigh;
        private long expectedLow;
        private long high;
        private long low;
        private boolean isMet;

        @Override
        void begin(long sequence) {
            expectedHigh = Payload.eightDigits(sequence >>> Integer.SIZE);
            expectedLow = Payload.eightDigits(sequence);
            high = 0;
            low = 0;
            isMet = false;
        }

        @Override
        void accept(byte next) {
            high = high << Byte.SIZE | low >>> Long.SIZE - Byte.SIZE;
            low = low << Byte.SIZE | next & 0xff;
            isMet |= low == expectedLow && high == expectedHigh;
        }

        @Override
        boolean isMet() {
            return isMet;
        }
    }

    /** It is JSON, and has this value there. */
    private static final class Json extends Sign {
        private final JsonDocument json = new JsonDocument(AnswerSign.MAX_JSON_BYTES);
        private final byte[][] path;
        private final byte[] value;
        private boolean isJson;

        Json(AnswerSign sign) {
            path = sign.path().stream()
                    .map(part -> utf8(JsonText.escaped(part)))
                    .toArray(byte[][]::new);
            value = sign.value() == null ? null : utf8(written(sign.value()));
        }

        private static String written(JsonNode value) {
            return value.isTextual() ? '"' + JsonText.escaped(value.textValue()) + '"' : value.toString();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        void begin(long sequence) {
            json.reset();
            isJson = true;
        }

        @Override
        void accept(byte next) {
            isJson = isJson && json.accept(next);
        }

        @Override
        boolean isMet() {
            int at = isJson && json.isComplete() ? json.find(path) : -1;
            return at >= 0 && (value == null || json.isScalar(at, value));
        }
    }
}
