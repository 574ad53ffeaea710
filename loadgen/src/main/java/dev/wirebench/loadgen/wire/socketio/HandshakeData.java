package dev.wirebench.loadgen.wire.socketio;

import dev.wirebench.loadgen.wire.JsonDocument;
import dev.wirebench.loadgen.wire.JsonSyntax;
import java.nio.charset.StandardCharsets;

/**
 * JSON object of the packet that opens an Engine.IO session or confirms a Socket.IO connect. Confined to one worker.
 */
final class HandshakeData {

    /** Typically about 120 bytes; middleware may add fields. */
    static final int MAX_BYTES = 16 * 1024;

    private static final byte[] SID = ascii("sid");
    private static final byte[] UPGRADES = ascii("upgrades");
    private static final byte[] PING_INTERVAL = ascii("pingInterval");
    private static final byte[] PING_TIMEOUT = ascii("pingTimeout");
    private static final byte[] MAX_PAYLOAD = ascii("maxPayload");

    private final JsonDocument json = new JsonDocument(MAX_BYTES);
    private boolean isEmpty;

    void reset() {
        json.reset();
        isEmpty = true;
    }

    /** @return false if it is not a JSON object, or too long */
    boolean accept(byte next) {
        boolean isObject = !isEmpty || next == '{';
        isEmpty = false;
        return isObject && json.accept(next);
    }

    boolean isComplete() {
        return json.isComplete();
    }

    /** True for a valid Engine.IO 4 open packet. Servers before 6.2 omit {@code maxPayload}. */
    boolean opensSession() {
        return confirmsConnect()
                && json.find(UPGRADES) > 0
                && json.at(json.find(UPGRADES)) == '['
                && isWholeNumber(json.find(PING_INTERVAL))
                && isWholeNumber(json.find(PING_TIMEOUT))
                && (json.find(MAX_PAYLOAD) < 0 || isWholeNumber(json.find(MAX_PAYLOAD)));
    }

    /** True for a valid Socket.IO 5 connect confirmation. */
    boolean confirmsConnect() {
        int sid = isComplete() ? json.find(SID) : -1;
        return sid > 0 && json.at(sid) == '"' && json.at(sid + 1) != '"';
    }

    private boolean isWholeNumber(int at) {
        int end = at;
        while (end > 0 && JsonSyntax.isDigit(json.at(end))) {
            end++;
        }
        return end > at && end - at <= 15 && json.at(end) != '.' && json.at(end) != 'e' && json.at(end) != 'E';
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
