package dev.wirebench.loadgen.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON object of a packet that opens an Engine.IO session or confirms a Socket.IO connect. Confined to one worker. */
final class HandshakeData {

    /** Both are about 120 bytes; middleware may add to them. */
    static final int MAX_BYTES = 16 * 1024;

    private static final byte[] SID = ascii("sid");
    private static final byte[] UPGRADES = ascii("upgrades");
    private static final byte[] PING_INTERVAL = ascii("pingInterval");
    private static final byte[] PING_TIMEOUT = ascii("pingTimeout");
    private static final byte[] MAX_PAYLOAD = ascii("maxPayload");

    private final JsonSyntax syntax = new JsonSyntax();

    /** Grows to the longest seen; thousands of connections keep one each. */
    private byte[] text = new byte[128];

    private int length;

    void reset() {
        syntax.reset();
        length = 0;
    }

    /** @return false if it is no JSON object, or too long */
    boolean accept(byte next) {
        if (length == 0 && next != '{' || length == MAX_BYTES || !syntax.accept(next)) {
            return false;
        }
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length++] = next;
        return true;
    }

    boolean isComplete() {
        return syntax.isComplete();
    }

    /** Whether it opens a session: Engine.IO protocol, revision 4. Servers before 6.2 name no {@code maxPayload}. */
    boolean opensSession() {
        int upgrades = find(UPGRADES);
        return confirmsConnect()
                && upgrades > 0
                && text[upgrades] == '['
                && isWholeNumber(find(PING_INTERVAL))
                && isWholeNumber(find(PING_TIMEOUT))
                && (find(MAX_PAYLOAD) < 0 || isWholeNumber(find(MAX_PAYLOAD)));
    }

    /** Whether it confirms a connect: Socket.IO protocol, revision 5. */
    boolean confirmsConnect() {
        int sid = isComplete() ? find(SID) : -1;
        return sid > 0 && text[sid] == '"' && text[sid + 1] != '"';
    }

    private boolean isWholeNumber(int at) {
        int end = at;
        while (end > 0 && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end > at && end - at <= 15 && text[end] != '.' && text[end] != 'e' && text[end] != 'E';
    }

    /** @return where the value of a member begins, of the outermost object; -1 if there is none */
    private int find(byte[] name) {
        int depth = 0;
        boolean isKey = true;
        for (int at = 0; at < length; at++) {
            switch (text[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> isKey = true;
                case ':' -> isKey = false;
                case '"' -> {
                    int end = endOfString(at);
                    if (depth == 1 && isKey && Arrays.equals(text, at + 1, end, name, 0, name.length)) {
                        return valueAfter(end);
                    }
                    at = end;
                }
                default -> {}
            }
        }
        return -1;
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private int valueAfter(int endOfKey) {
        int at = endOfKey + 1;
        while (text[at] == ':' || text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
            at++;
        }
        return at;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
