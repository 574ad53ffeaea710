package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The client's side of Socket.IO, revision 5 of its protocol, on Engine.IO 4's WebSocket transport: WebSocket's handshake,
 * the server's open packet, our connect and the server's confirmation; then an event per message. It ends as the official
 * client does, with a disconnect and a WebSocket close.
 */
final class SocketIoWire implements Wire {

    private static final byte[] DISCONNECT = "41".getBytes(StandardCharsets.US_ASCII);

    private final Payload payload;
    private final EventText event;
    private final boolean isBinary;
    private final SocketIoPackets packets;
    private final WebSocketHandshake handshake;
    private final WebSocketFrames received;
    private final MaskedFrames sent;
    private boolean isEnded;
    private boolean closeSent;

    /** @param payload of text messages, escaped as far as JSON needs it */
    SocketIoWire(Target.SocketIo service, Payload payload, RandomGenerator keys) {
        this.payload = payload;
        this.event = EventText.of(service, payload);
        this.isBinary = service.message() == Target.MessageType.BINARY;
        this.packets = new SocketIoPackets(service, event, payload);
        this.handshake = new WebSocketHandshake(service.url(), service.headers(), null, keys);
        this.received = new WebSocketFrames(packets, Math.max(Target.MAX_BODY_BYTES, event.bytes()));
        this.sent = new MaskedFrames(keys);
    }

    @Override
    public int maxEncodedBytes() {
        int attachment = isBinary ? MaskedFrames.MAX_HEADER_BYTES + payload.bytes() : 0;
        int message = MaskedFrames.MAX_HEADER_BYTES + event.bytes() + attachment;
        int pong = MaskedFrames.MAX_HEADER_BYTES + WebSocketFrames.MAX_CONTROL_BYTES;
        return Math.max(handshake.encodedBytes(), Math.max(message, pong));
    }

    @Override
    public boolean reset() {
        isEnded = false;
        closeSent = false;
        handshake.reset();
        received.reset();
        packets.reset();
        return true;
    }

    @Override
    public void encodeHandshake(ByteBuffer out) {
        handshake.encode(out);
    }

    @Override
    public void encode(long sequence, boolean last, ByteBuffer out) {
        packets.await(sequence);
        int mask = sent.putHeader(WebSocketFrames.TEXT, event.bytes(), out);
        int start = out.position();
        event.put(sequence, out);
        MaskedFrames.applyMask(mask, start, out);
        if (isBinary) {
            mask = sent.putHeader(WebSocketFrames.BINARY, payload.bytes(), out);
            start = out.position();
            payload.put(sequence, out);
            MaskedFrames.applyMask(mask, start, out);
        }
    }

    @Override
    public Decoded decode(ByteBuffer in) {
        if (!handshake.isDone()) {
            Decoded decoded = handshake.decode(in);
            if (decoded != Decoded.OPENED) {
                return decoded;
            }
        }
        Decoded decoded = received.decode(in);
        isEnded |= decoded == Decoded.CLOSED;
        return isEnded ? endOfStream() : decoded;
    }

    /** Whoever ends before the connect is confirmed has declined it. */
    @Override
    public Decoded endOfStream() {
        return packets.isConnected() ? Decoded.CLOSED : Decoded.HANDSHAKE_REFUSED;
    }

    /** A packet, or the answer to a WebSocket ping. */
    @Override
    public void encodeReply(ByteBuffer out) {
        byte[] packet = packets.takeReply();
        if (packet == null) {
            sent.putPong(received.control(), out);
        } else {
            sent.put(WebSocketFrames.TEXT, packet, out);
        }
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    /** A server that has ended the session is sent no disconnect any more. */
    @Override
    public boolean encodeClose(ByteBuffer out) {
        if (!handshake.isDone() || closeSent) {
            return false;
        }
        closeSent = true;
        packets.endReplies();
        if (packets.isConnected() && !isEnded) {
            sent.put(WebSocketFrames.TEXT, DISCONNECT, out);
        }
        sent.putClose(out);
        return true;
    }
}
