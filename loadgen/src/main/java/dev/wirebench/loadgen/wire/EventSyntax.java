package dev.wirebench.loadgen.wire;

/**
 * What follows the type of an event packet, byte by byte: {@code 1-} with as many attachments, the number of an
 * acknowledgement if the server wants one, then an array that begins with the event's name. Confined to one worker.
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

    /** How many binary messages belong to it. */
    int attachments() {
        return attachments;
    }

    /** Whether the array has begun. */
    boolean isInArray() {
        return part == Part.NAME || part == Part.DATA;
    }

    boolean isComplete() {
        return part == Part.DATA && json.isComplete();
    }

    /** @return false if this byte cannot stand here */
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
        return isDigit(next) && attachments > 0 && attachments <= MAX_ATTACHMENTS;
    }

    private boolean acceptId(byte next) {
        if (next == '[') {
            part = Part.NAME;
            return json.accept(next);
        }
        return isDigit(next) && ++idDigits <= MAX_ID_DIGITS;
    }

    /** The official parser takes numbers for names too. */
    private boolean acceptName(byte next) {
        part = Part.DATA;
        return (next == '"' || next == '-' || isDigit(next)) && json.accept(next);
    }

    private static boolean isDigit(byte next) {
        return next >= '0' && next <= '9';
    }
}
