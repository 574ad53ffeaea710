package dev.wirebench.loadgen;

import dev.wirebench.loadgen.wire.JsonText;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.http.HttpWire;
import dev.wirebench.loadgen.wire.raw.RawWire;
import dev.wirebench.loadgen.wire.socketio.SocketIoWire;
import dev.wirebench.loadgen.wire.websocket.WebSocketWire;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.PlanException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** The codecs, of which each protocol has its own: creates the wires for one service. Immutable. */
public final class Wires {

    private final Service service;
    private final Payload payload;

    /** @throws PlanException if the payload cannot be sent to this service */
    public Wires(Service service, int payloadBytes, long seed) {
        this.service = service;
        this.payload = payload(service, payloadBytes, seed);
        requireSequence();
        if (service instanceof RawService raw) {
            requireFits(raw);
        }
    }

    /** What a plan has a service be sent: the service's own body, a generated payload, or nothing where none can be sent. */
    public static Payload payload(Service service, int payloadBytes, long seed) {
        if (service.body() == null) {
            return service.hasBody() ? Payload.generated(payloadBytes, seed) : Payload.empty();
        }
        boolean isQuoted = service instanceof SocketIoService io && io.message() == Service.MessageType.TEXT;
        return Payload.fixed(isQuoted ? JsonText.escaped(service.body()) : service.body());
    }

    private void requireSequence() {
        if (service.answer() != null
                && service.answer().sequence() != null
                && payload.bytes() < Payload.SEQUENCE_DIGITS) {
            throw new PlanException(
                    "target." + service.protocol().label() + ".answer.sequence needs payloadBytes of at least "
                            + Payload.SEQUENCE_DIGITS + ", was " + payload.bytes());
        }
    }

    private void requireFits(RawService raw) {
        if (raw.framing() instanceof Framing.Delimiter delimited
                && payload.mayContain(delimited.delimiter().getBytes(StandardCharsets.UTF_8))) {
            throw new PlanException("target.raw: the delimiter stands in the message, so that no one can tell its end");
        }
        if (raw.framing() instanceof Framing.FixedSize fixed
                && raw.check() == Service.Check.ECHO
                && fixed.bytes() != payload.bytes()) {
            throw new PlanException("target.raw: an echo of " + payload.bytes()
                    + " bytes cannot come as answers of fixed-size " + fixed.bytes() + " bytes");
        }
    }

    /** @param keys source of masks and handshake keys */
    public Wire create(RandomGenerator keys) {
        return switch (service.protocol()) {
            case HTTP -> new HttpWire((HttpService) service, payload);
            case WEBSOCKET -> new WebSocketWire((WebSocketService) service, payload, keys);
            case RAW -> new RawWire((RawService) service, payload);
            case SOCKETIO -> new SocketIoWire((SocketIoService) service, payload, keys);
        };
    }
}
