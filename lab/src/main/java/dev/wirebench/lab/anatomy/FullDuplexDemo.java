package dev.wirebench.lab.anatomy;

import dev.wirebench.loadgen.Destinations;
import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.socket.ObservedSockets;
import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.websocket.KeyStream;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.report.anatomy.Direction;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.report.anatomy.Stage;
import dev.wirebench.report.anatomy.Statement;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A WebSocket on which both ends speak when they like: the server first, then two messages of ours before either is
 * answered. The codec and the sockets are those that measure; only the order is none that a measurement has. Confined to
 * one thread.
 */
final class FullDuplexDemo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SEED = 2;
    private static final int PLACE = 0;
    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private final CaptureObserver rack = new CaptureObserver();
    private final Exchange.Label label;
    private final Wire wire;
    private final Sockets sockets;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteBuffer out;
    private final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    private boolean isPinged;
    private boolean isEnded;

    private FullDuplexDemo(URI url, int payloadBytes) throws IOException {
        Service service =
                new WebSocketService(url).withMessage(Service.MessageType.TEXT).withCheck(Service.Check.ANY);
        label = new Exchange.Label(
                Statement.TALK,
                "The server speaks first, unasked; then two messages go up at once, before either is answered.",
                Protocol.WEBSOCKET,
                null,
                payloadBytes);
        wire = new Wires(service, payloadBytes, SEED).create(new KeyStream());
        out = ByteBuffer.allocateDirect(2 * wire.maxEncodedBytes());
        sockets = ObservedSockets.opener(SocketKind.ofThisMachine(), rack).open(Destinations.SYSTEM.of(url), 1);
    }

    /** @throws IOException if the server does not speak as it should */
    static Exchange with(URI url, int payloadBytes) throws IOException {
        try (FullDuplexDemo talk = new FullDuplexDemo(url, payloadBytes)) {
            talk.talk();
            talk.sockets.close(PLACE);
            return talk.soFar("all answered");
        }
    }

    private void talk() throws IOException {
        sockets.connect(PLACE, null);
        while (!sockets.finishConnect(PLACE)) {
            sockets.poll((place, isReadable, isWritable) -> {}, PATIENCE.toMillis());
        }
        wire.reset();
        wire.encodeHandshake(out.clear());
        send();
        readUntil(() -> isPinged);
        out.clear();
        wire.encode(0, false, out);
        wire.encode(1, false, out);
        send();
        readUntil(() -> soFar("").bytes(Direction.DOWN, Stage.MESSAGE, 2) > 0);
        wire.encodeClose(out.clear());
        send();
        readUntil(() -> isEnded);
    }

    private Exchange soFar(String outcome) {
        return Exchange.of(label, rack.tapes().get(0), outcome);
    }

    private void send() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            requireTime();
            sockets.write(PLACE, out);
        }
    }

    private void readUntil(BooleanSupplier isEnough) throws IOException {
        while (!isEnough.getAsBoolean()) {
            requireTime();
            sockets.poll((place, isReadable, isWritable) -> {}, 1);
            int count = sockets.read(PLACE, in.clear());
            if (count < 0) {
                isEnded = true;
                if (!isEnough.getAsBoolean()) {
                    throw new IOException(label.name() + ": the server closed the connection");
                }
                return;
            }
            decode(in.flip());
        }
    }

    private void decode(ByteBuffer received) throws IOException {
        while (received.hasRemaining()) {
            Decoded decoded = wire.decode(received);
            if (decoded == Decoded.REPLY_DUE) {
                isPinged = true;
                wire.encodeReply(out.clear());
                send();
            } else if (decoded.failure() != null && decoded != Decoded.CLOSED) {
                throw new IOException(label.name() + ": the server's bytes are " + decoded);
            }
        }
    }

    private void requireTime() throws IOException {
        if (System.nanoTime() > deadlineNs) {
            throw new IOException(label.name() + ": the server did not say all for " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        sockets.close();
    }
}
