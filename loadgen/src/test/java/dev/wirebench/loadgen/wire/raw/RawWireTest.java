package dev.wirebench.loadgen.wire.raw;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.SURPLUS;
import static dev.wirebench.loadgen.wire.Decoded.WRONG_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.Wire;
import dev.wirebench.loadgen.wire.WireContract;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service.Check;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;

class RawWireTest extends WireContract {

    private static final URI URL = URI.create("tcp://127.0.0.1:9");
    private static final Payload PAYLOAD = Payload.generated(40, 7);
    private static final byte[] ECHO = payload(PAYLOAD);

    @Override
    public Wire awaiting() {
        return awaiting(PAYLOAD, new Framing.LengthPrefix());
    }

    private static Wire awaiting(Payload payload, Framing framing) {
        Wire wire = new RawWire(new RawService(URL).withFraming(framing).withCheck(Check.ECHO), payload);
        wire.reset();
        wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
        return wire;
    }

    @Override
    public List<Stream> streams() {
        return List.of(
                new Stream("echo", concat(prefix(40), ECHO), List.of(ANSWERED)),
                new Stream("echo and more", concat(prefix(40), ECHO, prefix(40)), List.of(ANSWERED, SURPLUS)),
                new Stream("other", concat(prefix(40), new byte[40]), List.of(WRONG_ANSWER)),
                new Stream("empty", prefix(0), List.of(WRONG_ANSWER)),
                new Stream("longer", concat(prefix(41), ECHO, new byte[1]), List.of(WRONG_ANSWER)),
                new Stream("negative length", prefix(-1), List.of(MALFORMED)),
                new Stream("absurd length", prefix(Integer.MAX_VALUE), List.of(MALFORMED)));
    }

    private static byte[] prefix(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    @Example
    void aMessageIsItsLengthAndItsContent() {
        Wire wire = new RawWire(new RawService(URL), PAYLOAD);
        wire.reset();
        ByteBuffer out = ByteBuffer.allocate(wire.maxEncodedBytes());
        wire.encode(SEQUENCE, false, out);
        assertThat(out.array()).isEqualTo(concat(prefix(40), ECHO));
    }

    @Example
    void anEmptyMessageHasAnEmptyEcho() {
        Wire wire = awaiting(Payload.empty(), new Framing.LengthPrefix());
        assertThat(wire.decode(ByteBuffer.wrap(prefix(0)))).isEqualTo(ANSWERED);
    }

    @Example
    void aDelimiterEndsTheAnswerAtAnySplit() {
        String tricky = "aab aabaa aabaaab";
        for (int at = 0; at <= tricky.length() + 4; at++) {
            Wire wire = awaiting(Payload.fixed(tricky), new Framing.Delimiter("aabX"));
            byte[] bytes = (tricky + "aabX").getBytes();
            Decoded first = wire.decode(ByteBuffer.wrap(bytes, 0, at));
            Decoded last = at == bytes.length ? first : wire.decode(ByteBuffer.wrap(bytes, at, bytes.length - at));
            assertThat(last).as("split at %d", at).isEqualTo(ANSWERED);
        }
    }

    @Example
    void anAnswerOfFixedSizeEndsAtThatSize() {
        Wire wire = awaiting(PAYLOAD, new Framing.FixedSize(40));
        assertThat(wire.decode(ByteBuffer.wrap(ECHO, 0, 39))).isEqualTo(Decoded.MORE);
        assertThat(wire.decode(ByteBuffer.wrap(ECHO, 39, 1))).isEqualTo(ANSWERED);
    }
}
