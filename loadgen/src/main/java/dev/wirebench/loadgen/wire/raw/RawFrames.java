package dev.wirebench.loadgen.wire.raw;

import dev.wirebench.loadgen.wire.AnswerCheck;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Message framing on a raw byte stream. Confined to one worker. */
abstract sealed class RawFrames {

    static RawFrames of(Framing framing) {
        if (framing instanceof Framing.Delimiter delimited) {
            return new Delimited(delimited.delimiter().getBytes(StandardCharsets.UTF_8));
        }
        if (framing instanceof Framing.FixedSize fixed) {
            return new FixedSize(fixed.bytes());
        }
        return new LengthPrefixed();
    }

    abstract int overheadBytes();

    abstract void reset();

    void putHead(int length, ByteBuffer out) {}

    void putTail(ByteBuffer out) {}

    /** Consumes a frame and passes its content on. @return {@code ANSWERED} at its end, else MORE or MALFORMED */
    abstract Decoded decode(ByteBuffer in, AnswerCheck answer);

    /** A 4-byte big-endian length, then the content. */
    private static final class LengthPrefixed extends RawFrames {
        private int prefixBytes;
        private int remaining;

        @Override
        int overheadBytes() {
            return Integer.BYTES;
        }

        @Override
        void reset() {
            prefixBytes = 0;
            remaining = 0;
        }

        @Override
        void putHead(int length, ByteBuffer out) {
            out.putInt(length);
        }

        @Override
        Decoded decode(ByteBuffer in, AnswerCheck answer) {
            if (prefixBytes == 0 && in.remaining() >= Integer.BYTES) {
                remaining = in.getInt();
                prefixBytes = Integer.BYTES;
            }
            while (prefixBytes < Integer.BYTES) {
                if (!in.hasRemaining()) {
                    return Decoded.MORE;
                }
                remaining = remaining << Byte.SIZE | in.get() & 0xff;
                prefixBytes++;
            }
            if (remaining < 0 || remaining > Target.MAX_BODY_BYTES) {
                return Decoded.MALFORMED;
            }
            int piece = Math.min(remaining, in.remaining());
            answer.accept(in, piece);
            remaining -= piece;
            if (remaining > 0) {
                return Decoded.MORE;
            }
            reset();
            return Decoded.ANSWERED;
        }
    }

    /** Content, then a delimiter that does not occur in it. */
    private static final class Delimited extends RawFrames {
        private final byte[] delimiter;
        private final ByteBuffer replay;
        private int matched;

        Delimited(byte[] delimiter) {
            this.delimiter = delimiter;
            this.replay = ByteBuffer.wrap(delimiter);
        }

        @Override
        int overheadBytes() {
            return delimiter.length;
        }

        @Override
        void reset() {
            matched = 0;
        }

        @Override
        void putTail(ByteBuffer out) {
            out.put(delimiter);
        }

        @Override
        Decoded decode(ByteBuffer in, AnswerCheck answer) {
            while (in.hasRemaining()) {
                byte next = in.get(in.position());
                if (next == delimiter[matched]) {
                    in.position(in.position() + 1);
                    if (++matched == delimiter.length) {
                        matched = 0;
                        return Decoded.ANSWERED;
                    }
                } else if (matched > 0) {
                    fallBack(next, answer);
                } else {
                    answer.accept(in, 1);
                }
            }
            return Decoded.MORE;
        }

        /** Treats a partial delimiter as content, except for its longest suffix that may still start one. */
        private void fallBack(byte next, AnswerCheck answer) {
            int keep = matched - 1;
            while (keep > 0 && !(endsWithPrefix(keep) && delimiter[keep] == next)) {
                keep--;
            }
            replay.clear();
            answer.accept(replay, matched - keep);
            matched = keep;
        }

        private boolean endsWithPrefix(int length) {
            for (int i = 0; i < length; i++) {
                if (delimiter[i] != delimiter[matched - length + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Content of a fixed size. */
    private static final class FixedSize extends RawFrames {
        private final int bytes;
        private int received;

        FixedSize(int bytes) {
            this.bytes = bytes;
        }

        @Override
        int overheadBytes() {
            return 0;
        }

        @Override
        void reset() {
            received = 0;
        }

        @Override
        Decoded decode(ByteBuffer in, AnswerCheck answer) {
            int piece = Math.min(bytes - received, in.remaining());
            answer.accept(in, piece);
            received += piece;
            if (received < bytes) {
                return Decoded.MORE;
            }
            received = 0;
            return Decoded.ANSWERED;
        }
    }
}
