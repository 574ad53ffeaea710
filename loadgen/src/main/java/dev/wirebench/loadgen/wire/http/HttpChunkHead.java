package dev.wirebench.loadgen.wire.http;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;

/**
 * Strict parser for the line before a chunk: its size and extensions (RFC 9112, section 7.1). Extensions are ignored
 * but must be well-formed. Confined to one worker.
 */
final class HttpChunkHead {

    /** Limit for extensions and leading zeros, over all chunks of an answer. */
    static final int MAX_SPARE_BYTES = 64 * 1024;

    /** The last element parsed. */
    private enum State {
        NOTHING,
        SIZE,
        BLANK,
        SEMICOLON,
        NAME,
        BLANK_AFTER_NAME,
        EQUALS,
        VALUE,
        QUOTED,
        BACKSLASH,
        CLOSING_QUOTE,
        RETURN,
        LINE_FEED
    }

    private State state = State.NOTHING;
    private int spareBytes;
    private int size;

    /** Prepares for the first chunk of an answer. */
    void reset() {
        state = State.NOTHING;
        spareBytes = 0;
    }

    /** Chunk size in bytes, at most {@link Target#MAX_BODY_BYTES}; 0 for the last chunk. */
    int size() {
        return size;
    }

    /** Consumes up to the end of the line. @return OPENED when complete, else MORE or MALFORMED */
    Decoded decode(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            int digit = Character.digit(next, 16);
            if (digit >= 0 && (state == State.NOTHING || state == State.SIZE)) {
                spareBytes += state == State.SIZE && size == 0 ? 1 : 0;
                size = state == State.SIZE ? size << 4 | digit : digit;
                state = State.SIZE;
            } else {
                state = after(state, next);
                spareBytes += state == State.RETURN || state == State.LINE_FEED ? 0 : 1;
            }
            if (state == null || size > Target.MAX_BODY_BYTES || spareBytes > MAX_SPARE_BYTES) {
                return Decoded.MALFORMED;
            }
            if (state == State.LINE_FEED) {
                state = State.NOTHING;
                return Decoded.OPENED;
            }
        }
        return Decoded.MORE;
    }

    /** The next state; null on a syntax error. */
    private static State after(State state, byte next) {
        boolean isBlank = HttpLines.isBlank(next);
        boolean isToken = HttpLines.isToken(next);
        return switch (state) {
            case NOTHING, LINE_FEED -> null;
            case SIZE, CLOSING_QUOTE -> afterToken(next);
            case BLANK -> isBlank ? State.BLANK : next == ';' ? State.SEMICOLON : null;
            case SEMICOLON -> isBlank ? State.SEMICOLON : isToken ? State.NAME : null;
            case NAME ->
                isToken ? State.NAME : isBlank ? State.BLANK_AFTER_NAME : next == '=' ? State.EQUALS : afterToken(next);
            case BLANK_AFTER_NAME ->
                isBlank ? State.BLANK_AFTER_NAME : next == '=' ? State.EQUALS : next == ';' ? State.SEMICOLON : null;
            case EQUALS -> isBlank ? State.EQUALS : isToken ? State.VALUE : next == '"' ? State.QUOTED : null;
            case VALUE -> isToken ? State.VALUE : afterToken(next);
            case QUOTED ->
                next == '"'
                        ? State.CLOSING_QUOTE
                        : next == '\\' ? State.BACKSLASH : HttpLines.isText(next) ? State.QUOTED : null;
            case BACKSLASH -> HttpLines.isText(next) ? State.QUOTED : null;
            case RETURN -> next == '\n' ? State.LINE_FEED : null;
        };
    }

    /** The state after a size or a complete extension; a blank must be followed by another extension. */
    private static State afterToken(byte next) {
        return next == ';'
                ? State.SEMICOLON
                : next == '\r' ? State.RETURN : HttpLines.isBlank(next) ? State.BLANK : null;
    }
}
