package dev.wirebench.loadgen.wire.socketio;

import dev.wirebench.loadgen.wire.JsonSyntax;

/**
 * Parses an event packet after its type, byte by byte: {@code n-} with the number of attachments, an acknowledgement
 * number if the server wants one, then an array that starts with the event's name. Confined to one worker.
 */
final class EventSyntax {

    private static final int MAX_ATTACHMENTS = 999;
    private static final int MAX_ID_DIGITS = 15;

    private enum Part {
        ATTACHMENTS,
        ID,
        NAME,
        DATA
    }

    private final JsonSyntax json = new JsonSyntax();
    private Part part;
    private int attachments;
    private int idDigits;

    void reset(boolean hasAttachments) {
        part = hasAttachments ? Part.ATTACHMENTS : Part.ID;
        attachments = 0;
        idDigits = 0;
        json.reset();
    }

    /** Number of binary messages that follow. */
    int attachments() {
        return attachments;
    }

    /** True once the array has started. */
    boolean isInArray() {
        return part == Part.NAME || part == Part.DATA;
    }

    boolean isComplete() {
        return part == Part.DATA && json.isComplete();
    }

    /** @return false on a syntax error */
    boolean accept(byte next) {
        return switch (part) {
            case ATTACHMENTS -> acceptCount(next);
            case ID -> acceptId(next);
            case NAME -> acceptName(next);
            case DATA -> json.accept(next);
        };
    }

    private boolean acceptCount(byte next) {
        if (next == '-') {
            part = Part.ID;
            return attachments > 0;
        }
        attachments = 10 * attachments + next - '0';
        return JsonSyntax.isDigit(next) && attachments > 0 && attachments <= MAX_ATTACHMENTS;
    }

    private boolean acceptId(byte next) {
        if (next == '[') {
            part = Part.NAME;
            return json.accept(next);
        }
        return JsonSyntax.isDigit(next) && ++idDigits <= MAX_ID_DIGITS;
    }

    /** The official parser also accepts numbers as names. */
    private boolean acceptName(byte next) {
        part = Part.DATA;
        return (next == '"' || next == '-' || JsonSyntax.isDigit(next)) && json.accept(next);
    }
}
