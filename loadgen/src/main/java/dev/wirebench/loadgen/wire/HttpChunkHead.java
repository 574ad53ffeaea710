package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.nio.ByteBuffer;

/**
 * The line before a chunk, its size and extensions, read strictly (RFC 9112, section 7.1). Extensions mean nothing here,
 * but have to be some. Confined to one worker.
 */
final class HttpChunkHead {

    /** Most bytes of extensions and leading zeros, in all chunks of an answer together. */
    static final int MAX_SPARE_BYTES = 64 * 1024;

    /** What the bytes so far end in. */
    private enum Part {
        NOTHING,
        SIZE,
        BLANK,
        SEMICOLON,
        NAME,
        BLANK_BEHIND_NAME,
        EQUALS,
        VALUE,
        QUOTED,
        BACKSLASH,
        CLOSING_QUOTE,
        RETURN,
        LINE_FEED
    }

    private Part part = Part.NOTHING;
    private int spareBytes;
    private int size;

    /** Begins with the first chunk of an answer. */
    void reset() {
        part = Part.NOTHING;
        spareBytes = 0;
    }

    /** Bytes of the chunk, at most {@link Target#MAX_BODY_BYTES}; 0 for the last. */
    int size() {
        return size;
    }

    /** Consumes up to the end of the line. @return OPENED when it is complete, else MORE or MALFORMED */
    Decoded decode(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            int digit = Character.digit(next, 16);
            if (digit >= 0 && (part == Part.NOTHING || part == Part.SIZE)) {
                spareBytes += part == Part.SIZE && size == 0 ? 1 : 0;
                size = part == Part.SIZE ? size << 4 | digit : digit;
                part = Part.SIZE;
            } else {
                part = after(part, next);
                spareBytes += part == Part.RETURN || part == Part.LINE_FEED ? 0 : 1;
            }
            if (part == null || size > Target.MAX_BODY_BYTES || spareBytes > MAX_SPARE_BYTES) {
                return Decoded.MALFORMED;
            }
            if (part == Part.LINE_FEED) {
                part = Part.NOTHING;
                return Decoded.OPENED;
            }
        }
        return Decoded.MORE;
    }

    /** What comes next by the grammar; null if nothing does. */
    private static Part after(Part part, byte next) {
        boolean isBlank = HttpLines.isBlank(next);
        boolean isToken = HttpLines.isToken(next);
        return switch (part) {
            case NOTHING, LINE_FEED -> null;
            case SIZE, CLOSING_QUOTE -> behind(next);
            case BLANK -> isBlank ? Part.BLANK : next == ';' ? Part.SEMICOLON : null;
            case SEMICOLON -> isBlank ? Part.SEMICOLON : isToken ? Part.NAME : null;
            case NAME ->
                isToken ? Part.NAME : isBlank ? Part.BLANK_BEHIND_NAME : next == '=' ? Part.EQUALS : behind(next);
            case BLANK_BEHIND_NAME ->
                isBlank ? Part.BLANK_BEHIND_NAME : next == '=' ? Part.EQUALS : next == ';' ? Part.SEMICOLON : null;
            case EQUALS -> isBlank ? Part.EQUALS : isToken ? Part.VALUE : next == '"' ? Part.QUOTED : null;
            case VALUE -> isToken ? Part.VALUE : behind(next);
            case QUOTED ->
                next == '"'
                        ? Part.CLOSING_QUOTE
                        : next == '\\' ? Part.BACKSLASH : HttpLines.isText(next) ? Part.QUOTED : null;
            case BACKSLASH -> HttpLines.isText(next) ? Part.QUOTED : null;
            case RETURN -> next == '\n' ? Part.LINE_FEED : null;
        };
    }

    /** What comes behind a size or a whole extension; a blank is followed by another extension. */
    private static Part behind(byte next) {
        return next == ';' ? Part.SEMICOLON : next == '\r' ? Part.RETURN : HttpLines.isBlank(next) ? Part.BLANK : null;
    }
}
