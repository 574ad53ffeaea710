package dev.wirebench.loadgen;

import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.http.HttpWire;
import dev.wirebench.loadgen.wire.raw.RawWire;
import dev.wirebench.loadgen.wire.socketio.SocketIoWire;
import dev.wirebench.loadgen.wire.websocket.WebSocketWire;
import dev.wirebench.model.plan.AnswerSign;
import dev.wirebench.model.plan.Framing;
import dev.wirebench.model.plan.Protocol;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.text.PlanException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Creates the wires of one protocol for one target. Immutable. */
public final class Wires {

    private final Target target;
    private final Protocol protocol;
    private final Payload payload;

    /** @throws PlanException if the payload cannot be sent to this target */
    public Wires(Target target, Protocol protocol, int payloadBytes, long seed) {
        this.target = target;
        this.protocol = protocol;
        this.payload = Payload.of(target, protocol, payloadBytes, seed);
        requireSequence(target.answer(protocol), protocol);
        if (protocol == Protocol.RAW) {
            requireFits(target.raw());
        }
    }

    private void requireSequence(AnswerSign answer, Protocol protocol) {
        if (answer != null && answer.sequence() != null && payload.bytes() < Payload.SEQUENCE_DIGITS) {
            throw new PlanException("target." + protocol.label() + ".answer.sequence needs payloadBytes of at least "
                    + Payload.SEQUENCE_DIGITS + ", was " + payload.bytes());
        }
    }

    private void requireFits(Target.Raw raw) {
        if (raw.framing() instanceof Framing.Delimiter delimited
                && payload.mayContain(delimited.delimiter().getBytes(StandardCharsets.UTF_8))) {
            throw new PlanException("target.raw: the delimiter stands in the message, so that no one can tell its end");
        }
        if (raw.framing() instanceof Framing.FixedSize fixed
                && raw.check() == Target.Check.ECHO
                && fixed.bytes() != payload.bytes()) {
            throw new PlanException("target.raw: an echo of " + payload.bytes()
                    + " bytes cannot come as answers of fixed-size " + fixed.bytes() + " bytes");
        }
    }

    /** @param keys source of masks and handshake keys */
    public Wire create(RandomGenerator keys) {
        return switch (protocol) {
            case HTTP -> new HttpWire(target.http(), payload);
            case WEBSOCKET -> new WebSocketWire(target.websocket(), payload, keys);
            case RAW -> new RawWire(target.raw(), payload);
            case SOCKETIO -> new SocketIoWire(target.socketIo(), payload, keys);
        };
    }
}
