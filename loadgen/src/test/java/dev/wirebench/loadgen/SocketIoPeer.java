package dev.wirebench.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Server side of one Socket.IO connection, independent of the wire under test and as strict: complete masked frames,
 * and each packet only where the protocol allows it.
 */
public final class SocketIoPeer {

    static final String OPEN = "0{\"sid\":\"engine\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
    static final String CONNECTED = "40{\"sid\":\"socket\"}";

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;

    private SocketIoPeer() {}

    /** A client's message, unmasked. */
    public record Message(int opcode, byte[] content) {

        public boolean isText() {
            return opcode == TEXT;
        }

        public String text() {
            return new String(content, UTF_8);
        }

        /** Its echo as bytes on the socket. */
        byte[] echo() {
            return frame(opcode, content);
        }
    }

    /** All messages in the buffer, which must end with the last. */
    public static List<Message> messages(ByteBuffer in) {
        List<Message> messages = new ArrayList<>();
        while (in.hasRemaining()) {
            messages.add(next(in));
        }
        return messages;
    }

    /** @throws BufferUnderflowException if there is no complete one */
    static Message next(ByteBuffer in) {
        int first = in.get() & 0xff;
        int form = in.get() & 0xff;
        require((first & 0xf0) == 0x80 && (form & 0x80) != 0, "a whole frame, masked");
        long length = form & 0x7f;
        length = length == 126 ? in.getShort() & 0xffff : length == 127 ? in.getLong() : length;
        byte[] mask = new byte[4];
        in.get(mask);
        byte[] content = new byte[(int) length];
        in.get(content);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return new Message(first & 0x0f, content);
    }

    static Message read(DataInputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        if (head.length < 2) {
            throw new IOException("the client has gone");
        }
        int form = head[1] & 0x7f;
        byte[] extended = in.readNBytes(form == 126 ? 2 : form == 127 ? 8 : 0);
        long length = form;
        if (extended.length > 0) {
            length = 0;
            for (byte each : extended) {
                length = length << 8 | each & 0xff;
            }
        }
        byte[] rest = in.readNBytes((int) length + 4);
        return next(ByteBuffer.allocate(head.length + extended.length + rest.length)
                .put(head)
                .put(extended)
                .put(rest)
                .flip());
    }

    /** Reads up to the next event or close. @return its echo */
    static byte[] readEvent(DataInputStream in) throws IOException {
        Message message = read(in);
        while (message.isText() && (message.text().equals("3") || message.text().equals("41"))) {
            message = read(in);
        }
        if (message.opcode() == CLOSE) {
            return message.echo();
        }
        require(message.isText(), "an event begins as text");
        if (message.text().startsWith("42[\"")) {
            return message.echo();
        }
        require(message.text().startsWith("451-[\""), "an event, not " + message.text());
        Message attachment = read(in);
        require(attachment.opcode() == BINARY, "an attachment is binary");
        return concat(message.echo(), attachment.echo());
    }

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(UTF_8));
    }

    static byte[] frame(int opcode, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(10 + content.length).put((byte) (0x80 | opcode));
        if (content.length < 126) {
            frame.put((byte) content.length);
        } else if (content.length < 65536) {
            frame.put((byte) 126).putShort((short) content.length);
        } else {
            frame.put((byte) 127).putLong(content.length);
        }
        frame.put(content);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the client must send " + what);
        }
    }
}
