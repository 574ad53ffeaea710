package dev.wirebench.lab.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wirebench.harness.run.Capture;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import dev.wirebench.report.anatomy.Bits;
import dev.wirebench.report.anatomy.Direction;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.report.anatomy.Field;
import dev.wirebench.report.anatomy.Pdu;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shown against what an independent capture on loopback saw. In CI it must be possible. */
@Tag("slow")
@Timeout(240)
class CapturedBytesTest {

    private static final String[] FIELDS = {
        "ip.src",
        "tcp.srcport",
        "ip.dst",
        "tcp.dstport",
        "tcp.seq",
        "tcp.len",
        "http.request.method",
        "http.response.code",
        "websocket.fin",
        "websocket.opcode",
        "websocket.mask",
        "websocket.payload_length",
        "websocket.masking_key"
    };

    @TempDir
    Path directory;

    private static void requireTshark() throws InterruptedException {
        Optional<String> whyNot = Capture.whyNot();
        if (whyNot.isPresent() && System.getenv("CI") != null) {
            fail("CI must compare with a capture: " + whyNot.get());
        }
        assumeTrue(whyNot.isEmpty(), () -> "not compared with a capture: " + whyNot.get());
    }

    /** A packet, as its fields were read. */
    private record Packet(String from, String to, String[] fields) {
        static Packet of(String[] fields) {
            return new Packet(fields[0] + ":" + fields[1], fields[2] + ":" + fields[3], fields);
        }

        boolean isOf(Exchange exchange, Direction direction) {
            boolean isUp = direction == Direction.UP;
            return from.equals(isUp ? exchange.local() : exchange.remote())
                    && to.equals(isUp ? exchange.remote() : exchange.local());
        }

        Stream<String> values(String field) {
            String value = fields[List.of(FIELDS).indexOf(field)];
            return value.isEmpty() ? Stream.empty() : Stream.of(value.split(","));
        }
    }

    @Test
    void bytesAndFieldsOfTheSixCellsAreThoseOfThePacketCapture() throws Exception {
        requireTshark();
        try (Targets targets =
                Targets.start(TargetOptions.DEFAULTS, new PrintStream(OutputStream.nullOutputStream()))) {
            Target target = targets.endpoints().toTarget();
            int httpPort = targets.endpoints().http().getPort();
            List<Exchange> exchanges = new ArrayList<>();
            try (Capture capture = Capture.start(
                    directory.resolve("capture.pcapng"),
                    targets.endpoints().raw().getPort(),
                    httpPort)) {
                for (int payloadBytes : new int[] {64, 1000, 70_000}) {
                    for (Cell cell : Cell.MATRIX) {
                        exchanges.addAll(new CapturedCells(payloadBytes, 10)
                                .send(cell, target)
                                .exchanges());
                    }
                }
                exchanges.add(FullDuplexDemo.with(
                        target.service(Protocol.WEBSOCKET).url().resolve(Targets.TALK_PATH), 64));
                capture.stop();
                List<Packet> packets =
                        capture.read(httpPort, FIELDS).stream().map(Packet::of).toList();
                assertThat(exchanges).hasSize(19);
                for (Exchange exchange : exchanges) {
                    for (Direction direction : Direction.values()) {
                        List<Packet> theirs = packets.stream()
                                .filter(packet -> packet.isOf(exchange, direction))
                                .toList();
                        compare(exchange, direction, theirs);
                    }
                }
            }
        }
    }

    private static void compare(Exchange exchange, Direction direction, List<Packet> theirs) {
        String what = exchange.name() + " " + direction.label();
        assertThat(carried(theirs))
                .as(what)
                .isEqualTo(exchange.bytes(direction))
                .isPositive();
        List<Pdu> units = exchange.units().stream()
                .filter(unit -> unit.direction() == direction)
                .toList();
        boolean isUp = direction == Direction.UP;
        assertThat(values(theirs, isUp ? "http.request.method" : "http.response.code"))
                .as(what)
                .containsExactlyElementsOf(units.stream()
                        .flatMap(unit -> unit.parts().stream())
                        .filter(part -> part.name().equals(isUp ? "request line" : "status line"))
                        .map(part -> text(part).split(" ")[isUp ? 0 : 1])
                        .toList());
        List<Pdu> frames = units.stream()
                .filter(unit -> unit.what().startsWith("WebSocket frame"))
                .toList();
        assertThat(values(theirs, "websocket.fin")).as(what).containsExactlyElementsOf(bits(frames, 0, 0));
        assertThat(values(theirs, "websocket.opcode")).as(what).containsExactlyElementsOf(bits(frames, 0, 2));
        assertThat(values(theirs, "websocket.mask")).as(what).containsExactlyElementsOf(bits(frames, 1, 0));
        assertThat(values(theirs, "websocket.payload_length")).as(what).containsExactlyElementsOf(bits(frames, 1, 1));
        assertThat(values(theirs, "websocket.masking_key"))
                .as(what)
                .containsExactlyElementsOf(frames.stream()
                        .flatMap(frame -> frame.parts().stream())
                        .filter(part -> part.name().equals("masking key"))
                        .map(Field::hex)
                        .toList());
    }

    /** The sum of tcp.len, without what TCP sent again: on a busy machine an acknowledgement may come late. */
    private static long carried(List<Packet> packets) {
        BitSet bytes = new BitSet();
        for (Packet packet : packets) {
            int from = (int) number(packet, "tcp.seq");
            bytes.set(from, from + (int) number(packet, "tcp.len"));
        }
        return bytes.cardinality();
    }

    private static long number(Packet packet, String field) {
        return Long.parseLong(packet.values(field).findFirst().orElseThrow());
    }

    private static List<String> values(List<Packet> packets, String field) {
        return packets.stream().flatMap(packet -> packet.values(field)).toList();
    }

    private static String text(Field part) {
        return new String(part.shown(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The numbers that some bits of the header stand for. */
    private static List<String> bits(List<Pdu> frames, int part, int index) {
        return frames.stream()
                .map(frame -> frame.parts().get(part).bits().get(index))
                .map(Bits::bits)
                .map(bits -> Integer.toString(Integer.parseInt(bits.replace(".", ""), 2)))
                .toList();
    }
}
