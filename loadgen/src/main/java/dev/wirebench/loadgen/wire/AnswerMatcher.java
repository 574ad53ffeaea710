package dev.wirebench.loadgen.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.service.AnswerSign;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Decides whether a message is an answer as it arrives, in pieces of any size. Confined to one worker. */
public abstract sealed class AnswerMatcher {

    public static AnswerMatcher of(AnswerSign sign) {
        if (sign.prefix() != null) {
            return new Prefix(sign.prefix().getBytes(StandardCharsets.UTF_8));
        }
        return sign.sequence() != null ? new Sequence() : new Json(sign);
    }

    /** Starts a message. @param sequence of the message awaiting its answer */
    public abstract void begin(long sequence);

    public abstract void accept(byte next);

    /** Reads {@code length} bytes without consuming them. */
    public final void accept(ByteBuffer in, int length) {
        int start = in.position();
        for (int i = 0; i < length; i++) {
            accept(in.get(start + i));
        }
    }

    /** True if the complete message is an answer. */
    public abstract boolean isMet();

    /** Matches a message that starts with this prefix. */
    private static final class Prefix extends AnswerMatcher {
        private final byte[] prefix;
        private int matched;
        private boolean isEqual;

        Prefix(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        public void begin(long sequence) {
            matched = 0;
            isEqual = true;
        }

        @Override
        public void accept(byte next) {
            if (isEqual && matched < prefix.length) {
                isEqual = next == prefix[matched++];
            }
        }

        @Override
        public boolean isMet() {
            return isEqual && matched == prefix.length;
        }
    }

    /** Matches a message that contains the sequence number, comparing the last 16 bytes at each byte. */
    private static final class Sequence extends AnswerMatcher {
        private long expectedHigh;
        private long expectedLow;
        private long high;
        private long low;
        private boolean isMet;

        @Override
        public void begin(long sequence) {
            expectedHigh = Payload.eightDigits(sequence >>> Integer.SIZE);
            expectedLow = Payload.eightDigits(sequence);
            high = 0;
            low = 0;
            isMet = false;
        }

        @Override
        public void accept(byte next) {
            high = high << Byte.SIZE | low >>> Long.SIZE - Byte.SIZE;
            low = low << Byte.SIZE | next & 0xff;
            isMet |= low == expectedLow && high == expectedHigh;
        }

        @Override
        public boolean isMet() {
            return isMet;
        }
    }

    /** Matches a JSON message with this value at this path. */
    private static final class Json extends AnswerMatcher {
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
        public void begin(long sequence) {
            json.reset();
            isJson = true;
        }

        @Override
        public void accept(byte next) {
            isJson = isJson && json.accept(next);
        }

        @Override
        public boolean isMet() {
            int at = isJson && json.isComplete() ? json.find(path) : -1;
            return at >= 0 && (value == null || json.isScalar(at, value));
        }
    }
}
