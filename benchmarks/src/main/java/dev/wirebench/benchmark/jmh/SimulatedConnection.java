package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.model.service.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A kept connection without its socket: a wire, a message and its answer, which arrives in one read. Confined to one
 * thread.
 */
final class SimulatedConnection {

    private static final int BUFFER_BYTES = 1024;
    private static final String KEY = "Sec-WebSocket-Key: ";
    private static final int KEY_BYTES = 24;

    /** RFC 6455, section 1.3. */
    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Packets of a Socket.IO server after the WebSocket handshake, and in answer to a connect request. */
    private static final String OPEN =
            frame("0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");

    private static final String CONNECTED = frame("40{\"sid\":\"b\"}");

    private final long sequence;
    private final Wire wire;

    /** Direct, like the buffers that sockets read into. */
    private final ByteBuffer answer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    SimulatedConnection(CannedResponse answers, Wires wires, Payload payload, RandomGenerator keys, long sequence) {
        this.sequence = sequence;
        wire = wires.create(keys);
        answers.putHead(payload.bytes(), answer);
        payload.put(sequence, answer);
        answers.putTail(answer);
        answer.flip();
        if (wire.reset()) {
            shakeHands(answers.protocol());
        }
    }

    /** Encodes the message. */
    void encode(ByteBuffer out) {
        wire.encode(sequence, false, out);
    }

    /** Decodes the answer to the message encoded last. */
    Decoded decode() {
        return wire.decode(answer.rewind());
    }

    private void shakeHands(Protocol protocol) {
        ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
        wire.encodeHandshake(out);
        String request = StandardCharsets.US_ASCII.decode(out.flip()).toString();
        int at = request.indexOf(KEY) + KEY.length();
        String response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(request.substring(at, at + KEY_BYTES)) + "\r\n\r\n";
        Decoded decoded = wire.decode(bytes(response));
        if (protocol == Protocol.SOCKETIO) {
            wire.decode(bytes(OPEN));
            wire.encodeReply(out.clear());
            decoded = wire.decode(bytes(CONNECTED));
        }
        if (decoded != Decoded.OPENED) {
            throw new IllegalStateException("the handshake ended as " + decoded);
        }
    }

    /** An unfragmented text message of at most 125 bytes. */
    private static String frame(String text) {
        return "\u0081" + (char) text.length() + text;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Section 4.2.2, step 5.4. */
    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
