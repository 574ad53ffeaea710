package dev.wirebench.report.anatomy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Goes through the bytes of one direction and names their parts, unit by unit. Confined to one thread. */
final class ByteScanner {

    /** What a unit is to those around it. */
    enum Kind {
        /** Leads from one protocol to the next. */
        HANDSHAKE,
        /** The last of a message. */
        MESSAGE,
        /** Of a message that goes on. */
        FRAGMENT,
        /** Beside the messages. */
        CONTROL,
        CLOSE,
        UNKNOWN
    }

    /** A unit as far as its own bytes tell. */
    record Draft(Direction direction, String what, Kind kind, int offset, int bytes, List<Field> parts) {}

    /** The bytes are not what the protocol allows there, or end too early. */
    static final class NotUnderstoodException extends Exception {
        private static final long serialVersionUID = 1;

        NotUnderstoodException(String why) {
            super(why);
        }
    }

    /** Of a connection and of a unit more is not taken apart: both may go on without end. */
    static final int MAX_UNITS = 1_000;

    static final int MAX_PARTS = 1_000;

    private final Direction direction;
    private final byte[] stream;
    private final List<Draft> drafts = new ArrayList<>();
    private List<Field> parts = new ArrayList<>();
    private int start;
    private int at;

    ByteScanner(Direction direction, byte[] stream) {
        this.direction = direction;
        this.stream = stream;
    }

    Direction direction() {
        return direction;
    }

    List<Draft> drafts() {
        return drafts;
    }

    boolean hasMore() {
        return at < stream.length;
    }

    int left() {
        return stream.length - at;
    }

    /** The bytes that come next, without going on. */
    byte[] next(int count, String what) throws NotUnderstoodException {
        bound();
        if (count > left()) {
            throw new NotUnderstoodException("ends within " + what);
        }
        return Arrays.copyOfRange(stream, at, at + count);
    }

    private void bound() throws NotUnderstoodException {
        if (drafts.size() >= MAX_UNITS || parts.size() >= MAX_PARTS) {
            throw new NotUnderstoodException("there is too much to take it apart");
        }
    }

    /** How many bytes there are up to the end of the next sequence. */
    int lengthThrough(byte[] end, String what) throws NotUnderstoodException {
        bound();
        for (int i = at; i + end.length <= stream.length; i++) {
            if (Arrays.equals(stream, i, i + end.length, end, 0, end.length)) {
                return i + end.length - at;
            }
        }
        throw new NotUnderstoodException("ends within " + what);
    }

    /** A line with its CR LF, without going on. */
    String nextLine(String what) throws NotUnderstoodException {
        int length = lengthThrough(new byte[] {'\r', '\n'}, what);
        return new String(stream, at, length, StandardCharsets.ISO_8859_1);
    }

    /** Goes on over bytes that have one meaning; none make no part. */
    void part(String name, Layer layer, int count, String meaning, Bits... bits) throws NotUnderstoodException {
        byte[] bytes = next(count, name);
        if (count > 0) {
            add(new Field(name, layer, at, count, Field.hex(bytes), null, meaning, List.of(bits)));
        }
    }

    /** Goes on over a line, which is shown in another wording of the same length. */
    void line(String name, Layer layer, String shown, String meaning) {
        byte[] bytes = shown.getBytes(StandardCharsets.ISO_8859_1);
        add(new Field(name, layer, at, bytes.length, Field.hex(bytes), null, meaning, List.of()));
    }

    void add(Field part) {
        parts.add(part);
        at += (int) part.bytes();
    }

    int at() {
        return at;
    }

    /** Ends the unit with the last part. */
    void end(String what, Kind kind) {
        drafts.add(new Draft(direction, what, kind, start, at - start, List.copyOf(parts)));
        start = at;
        parts = new ArrayList<>();
    }

    /** What is left cannot be taken apart; what was of the unit that it belongs to stays. */
    void giveUp(String why) {
        if (hasMore()) {
            byte[] rest = Arrays.copyOfRange(stream, at, stream.length);
            add(new Field("not understood", Layer.UNKNOWN, at, rest.length, Field.hex(rest), null, why, List.of()));
        }
        if (at > start) {
            end("bytes that are not understood: " + why, Kind.UNKNOWN);
        }
    }
}
