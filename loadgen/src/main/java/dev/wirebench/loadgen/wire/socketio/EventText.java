package dev.wirebench.loadgen.wire.socketio;

import dev.wirebench.loadgen.wire.JsonText;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text of the event that carries a message, which is also its echo: {@code 42["echo","<payload>"]}, or the text before
 * the attachment of a binary message. Immutable.
 */
final class EventText {

    private final byte[] head;
    private final Payload payload;
    private final byte[] tail;

    private EventText(String head, Payload payload, String tail) {
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.payload = payload;
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
    }

    /** @param payload JSON-escaped if it is text */
    static EventText of(SocketIoService service, Payload payload) {
        String name = "[\"" + JsonText.escaped(service.event()) + "\",";
        return service.message() == Service.MessageType.TEXT
                ? new EventText("42" + name + "\"", payload, "\"]")
                : new EventText("451-" + name + "{\"_placeholder\":true,\"num\":0}]", Payload.empty(), "");
    }

    int bytes() {
        return head.length + payload.bytes() + tail.length;
    }

    void put(long sequence, ByteBuffer out) {
        out.put(head);
        payload.put(sequence, out);
        out.put(tail);
    }

    /**
     * Consumes {@code length} bytes and compares them with the text from {@code offset} on.
     *
     * @return true if all are equal
     */
    boolean matches(long sequence, int offset, ByteBuffer in, int length) {
        int end = in.position() + length;
        int payloadEnd = head.length + payload.bytes();
        boolean equal = length <= bytes() - offset;
        int at = offset;
        while (equal && in.position() < end) {
            int left = end - in.position();
            int piece;
            if (at < head.length) {
                piece = Math.min(left, head.length - at);
                equal = matches(head, at, in, piece);
            } else if (at < payloadEnd) {
                piece = Math.min(left, payloadEnd - at);
                equal = payload.matches(sequence, at - head.length, in, piece);
            } else {
                piece = left;
                equal = matches(tail, at - payloadEnd, in, piece);
            }
            at += piece;
        }
        in.position(end);
        return equal;
    }

    private static boolean matches(byte[] text, int from, ByteBuffer in, int length) {
        boolean equal = true;
        for (int i = 0; i < length; i++) {
            equal &= in.get() == text[from + i];
        }
        return equal;
    }
}
