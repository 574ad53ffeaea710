package dev.wirebench.benchmark.jmh;

import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.websocket.KeyStream;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The {@link #COUNT} connections of one worker, used in turn. Confined to one thread. */
final class SimulatedConnections {

    static final int COUNT = 64;

    private static final int BUFFER_BYTES = 1024;

    private static final Target TARGET = Target.of(
            new HttpService(URI.create("http://127.0.0.1:8080/echo")),
            new WebSocketService(URI.create("ws://127.0.0.1:8080/ws")),
            new RawService(URI.create("tcp://127.0.0.1:8081")),
            new SocketIoService(URI.create("ws://127.0.0.1:8080/socket.io/?EIO=4&transport=websocket")));

    final SimulatedConnection[] all;

    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

    SimulatedConnections(CannedResponse answers) {
        Protocol protocol = answers.protocol();
        Wires wires = new Wires(TARGET.service(protocol), Plan.DEFAULT_PAYLOAD_BYTES, Plan.DEFAULT_SEED);
        Payload payload = Wires.payload(TARGET.service(protocol), Plan.DEFAULT_PAYLOAD_BYTES, Plan.DEFAULT_SEED);
        RandomGenerator keys = new KeyStream();
        all = IntStream.range(0, COUNT)
                .mapToObj(i -> new SimulatedConnection(answers, wires, payload, keys, i))
                .toArray(SimulatedConnection[]::new);
    }

    /** @return number of bytes encoded */
    int encode(SimulatedConnection exchange) {
        exchange.encode(out.clear());
        return out.position();
    }

    void encodeAll() {
        for (SimulatedConnection exchange : all) {
            encode(exchange);
        }
    }

    /** @throws IllegalStateException if an answer is not the right one, because wrong answers are detected earlier */
    void requireAnswered() {
        encodeAll();
        for (int i = 0; i < COUNT; i++) {
            Decoded decoded = all[i].decode();
            if (decoded != Decoded.ANSWERED) {
                throw new IllegalStateException("message " + i + " ended as " + decoded);
            }
        }
    }
}
