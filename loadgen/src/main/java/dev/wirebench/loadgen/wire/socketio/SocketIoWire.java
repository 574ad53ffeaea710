package dev.wirebench.loadgen.wire.socketio;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.websocket.MaskedFrames;
import dev.wirebench.loadgen.wire.websocket.WebSocketFrames;
import dev.wirebench.loadgen.wire.websocket.WebSocketHandshake;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Socket.IO 5 client on Engine.IO 4's WebSocket transport: WebSocket handshake, the server's open packet, our connect
 * and its confirmation, then one event per message. Closes like the official client, with a disconnect and a WebSocket
 * close.
 */
public final class SocketIoWire implements Wire {

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

    /** @param payload JSON-escaped if it is text */
    public SocketIoWire(SocketIoService service, Payload payload, RandomGenerator keys) {
        this.payload = payload;
        this.event = EventText.of(service, payload);
        this.isBinary = service.message() == Service.MessageType.BINARY;
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
        sent.begin(WebSocketFrames.TEXT, event.bytes(), out);
        event.put(sequence, out);
        sent.end(out);
        if (isBinary) {
            sent.begin(WebSocketFrames.BINARY, payload.bytes(), out);
            payload.put(sequence, out);
            sent.end(out);
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

    /** An end before the connect is confirmed is a refusal. */
    @Override
    public Decoded endOfStream() {
        return packets.isConnected() ? Decoded.CLOSED : Decoded.HANDSHAKE_REFUSED;
    }

    /** A packet, or the reply to a WebSocket ping. */
    @Override
    public void encodeReply(ByteBuffer out) {
        byte[] packet = packets.takeReply();
        if (packet == null) {
            sent.putPong(received.control(), out);
        } else {
            sent.put(WebSocketFrames.TEXT, packet, out);
        }
    }

    /** Sends no disconnect if the server has ended the session. */
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
