package dev.wirebench.loadgen.wire;

/** Validates one JSON text (RFC 8259) byte by byte; that it is UTF-8 is checked elsewhere. Confined to one worker. */
public final class JsonSyntax {

    /** One bit of {@link #objects} each. */
    private static final int MAX_DEPTH = Long.SIZE;

    private enum State {
        VALUE,
        FIRST_VALUE,
        FIRST_KEY,
        KEY,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        HEXADECIMAL,
        MINUS,
        ZERO,
        DIGITS,
        POINT,
        FRACTION,
        EXPONENT,
        EXPONENT_SIGN,
        EXPONENT_DIGITS,
        LITERAL
    }

    private State state;
    private boolean isKey;
    private int depth;

    /** One bit per open container, innermost lowest: 1 for an object, 0 for an array. */
    private long objects;

    private int hexadecimalsLeft;
    private String literal;
    private int literalBytes;

    public void reset() {
        state = State.VALUE;
        isKey = false;
        depth = 0;
        objects = 0;
    }

    /** True at the end of an array or object. */
    public boolean isComplete() {
        return state == State.AFTER_VALUE && depth == 0;
    }

    /** @return false on a syntax error; nothing more may be passed then */
    public boolean accept(byte next) {
        return switch (state) {
            case VALUE -> isBlank(next) || beginValue(next);
            case FIRST_VALUE -> isBlank(next) || (next == ']' ? close() : beginValue(next));
            case FIRST_KEY -> isBlank(next) || (next == '}' ? close() : next == '"' && beginString(true));
            case KEY -> isBlank(next) || next == '"' && beginString(true);
            case COLON -> isBlank(next) || next == ':' && to(State.VALUE);
            case AFTER_VALUE -> afterValue(next);
            case STRING -> inString(next);
            case ESCAPE -> next == 'u' ? beginHexadecimal() : "\"\\/bfnrt".indexOf(next) >= 0 && to(State.STRING);
            case HEXADECIMAL -> Character.digit(next, 16) >= 0 && (--hexadecimalsLeft > 0 || to(State.STRING));
            case LITERAL ->
                next == literal.charAt(literalBytes) && (++literalBytes < literal.length() || to(State.AFTER_VALUE));
            default -> inNumber(next);
        };
    }

    private boolean to(State next) {
        state = next;
        return true;
    }

    private boolean beginValue(byte next) {
        return switch (next) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> beginString(false);
            case '-' -> to(State.MINUS);
            case '0' -> to(State.ZERO);
            case 't' -> beginLiteral("true");
            case 'f' -> beginLiteral("false");
            case 'n' -> beginLiteral("null");
            default -> isDigit(next) && to(State.DIGITS);
        };
    }

    private boolean open(boolean isObject) {
        if (depth == MAX_DEPTH) {
            return false;
        }
        depth++;
        objects = objects << 1 | (isObject ? 1 : 0);
        return to(isObject ? State.FIRST_KEY : State.FIRST_VALUE);
    }

    private boolean close() {
        depth--;
        objects >>>= 1;
        return to(State.AFTER_VALUE);
    }

    private boolean beginString(boolean asKey) {
        isKey = asKey;
        return to(State.STRING);
    }

    private boolean inString(byte next) {
        if (next == '"') {
            return to(isKey ? State.COLON : State.AFTER_VALUE);
        }
        if (next == '\\') {
            return to(State.ESCAPE);
        }
        return next < 0 || next >= ' ';
    }

    private boolean beginHexadecimal() {
        hexadecimalsLeft = 4;
        return to(State.HEXADECIMAL);
    }

    private boolean beginLiteral(String expected) {
        literal = expected;
        literalBytes = 1;
        return to(State.LITERAL);
    }

    private boolean inNumber(byte next) {
        return switch (state) {
            case MINUS -> next == '0' ? to(State.ZERO) : isDigit(next) && to(State.DIGITS);
            case ZERO -> next == '.' ? to(State.POINT) : exponentOrEnd(next);
            case DIGITS -> isDigit(next) || (next == '.' ? to(State.POINT) : exponentOrEnd(next));
            case POINT -> isDigit(next) && to(State.FRACTION);
            case FRACTION -> isDigit(next) || exponentOrEnd(next);
            case EXPONENT ->
                next == '+' || next == '-' ? to(State.EXPONENT_SIGN) : isDigit(next) && to(State.EXPONENT_DIGITS);
            case EXPONENT_SIGN -> isDigit(next) && to(State.EXPONENT_DIGITS);
            default -> isDigit(next) || afterValue(next);
        };
    }

    private boolean exponentOrEnd(byte next) {
        return next == 'e' || next == 'E' ? to(State.EXPONENT) : afterValue(next);
    }

    /** Also ends a number. */
    private boolean afterValue(byte next) {
        state = State.AFTER_VALUE;
        boolean inObject = (objects & 1) == 1;
        if (isBlank(next)) {
            return true;
        }
        if (depth == 0) {
            return false;
        }
        if (next == ',') {
            return to(inObject ? State.KEY : State.VALUE);
        }
        return next == (inObject ? '}' : ']') && close();
    }

    static boolean isBlank(byte next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    public static boolean isDigit(byte next) {
        return next >= '0' && next <= '9';
    }
}
