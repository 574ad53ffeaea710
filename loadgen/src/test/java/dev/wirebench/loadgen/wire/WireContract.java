package dev.wirebench.loadgen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Contract of every wire: any split of the bytes gives the same results, and no bytes make it hang or throw. */
public abstract class WireContract {

    public static final long SEQUENCE = 0x0123456789abcdefL;

    /** A wire that has just sent the message {@link #SEQUENCE} and awaits the answer. */
    public abstract Wire awaiting();

    /** Streams of answers with their results, in order. */
    public abstract List<Stream> streams();

    public record Stream(String name, byte[] bytes, List<Decoded> results) {}

    @Example
    void everySplitAtOnePositionGivesTheSameResults() {
        for (Stream stream : streams()) {
            for (int at = 0; at <= stream.bytes.length; at++) {
                assertThat(decode(stream.bytes, List.of(at, stream.bytes.length)))
                        .as("%s split at %d", stream.name, at)
                        .isEqualTo(stream.results);
            }
        }
    }

    @Example
    void bytesThatComeOneByOneGiveTheSameResults() {
        for (Stream stream : streams()) {
            List<Integer> ends = new ArrayList<>();
            for (int end = 1; end <= stream.bytes.length; end++) {
                ends.add(end);
            }
            assertThat(decode(stream.bytes, ends)).as(stream.name).isEqualTo(stream.results);
        }
    }

    @Property(tries = 300, seed = "1")
    void anySplitGivesTheSameResults(
            @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> cuts, @ForAll @IntRange(max = 1000) int choice) {
        Stream stream = streams().get(choice % streams().size());
        List<Integer> ends = new ArrayList<>(
                cuts.stream().filter(cut -> cut < stream.bytes.length).sorted().toList());
        ends.add(stream.bytes.length);
        assertThat(decode(stream.bytes, ends)).as(stream.name).isEqualTo(stream.results);
    }

    @Example
    void theSameAnswerAgainIsAnAnswerHoweverItIsSplit() {
        for (Stream stream : answers()) {
            for (int at = 0; at <= stream.bytes.length; at++) {
                Wire wire = awaiting();
                for (List<Integer> ends : List.of(
                        List.of(stream.bytes.length), List.of(at, stream.bytes.length), List.of(stream.bytes.length))) {
                    assertThat(decode(wire, stream.bytes, ends))
                            .as("%s split at %d", stream.name, at)
                            .isEqualTo(stream.results);
                    wire.encode(SEQUENCE, false, ByteBuffer.allocate(wire.maxEncodedBytes()));
                }
            }
        }
    }

    @Property(tries = 3000, seed = "1")
    void anAnswerThatIsNearlyTheLastOneIsReadLikeAFirst(
            @ForAll @IntRange(max = 100_000) int position,
            @ForAll byte value,
            @ForAll @IntRange(max = 1000) int choice) {
        List<Stream> answers = answers();
        Stream stream = answers.get(choice % answers.size());
        byte[] changed = stream.bytes.clone();
        changed[position % changed.length] = value;
        Wire used = awaiting();
        decode(used, stream.bytes, List.of(stream.bytes.length));
        used.encode(SEQUENCE, false, ByteBuffer.allocate(used.maxEncodedBytes()));
        assertThat(decode(used, changed, List.of(changed.length))).isEqualTo(decode(changed, List.of(changed.length)));
    }

    /** Answers that leave the connection open for the next. */
    private List<Stream> answers() {
        return streams().stream()
                .filter(stream -> stream.results.equals(List.of(Decoded.ANSWERED)))
                .filter(stream -> {
                    Wire wire = awaiting();
                    decode(wire, stream.bytes, List.of(stream.bytes.length));
                    return !wire.isEnding();
                })
                .toList();
    }

    @Property(tries = 1000, seed = "1")
    void noBytesMakeItHangOrThrow(@ForAll @Size(max = 300) byte[] noise) {
        decode(noise, List.of(noise.length));
    }

    @Property(tries = 1000, seed = "1")
    void oneWrongByteIsNeverTakenForTheRightAnswerTwice(
            @ForAll @IntRange(max = 100_000) int position,
            @ForAll byte value,
            @ForAll @IntRange(max = 1000) int choice) {
        Stream stream = streams().get(choice % streams().size());
        byte[] changed = stream.bytes.clone();
        changed[position % changed.length] = value;
        long answers = decode(changed, List.of(changed.length)).stream()
                .filter(result -> result == Decoded.ANSWERED)
                .count();
        assertThat(answers).isLessThanOrEqualTo(1);
    }

    /** The results of decoding pieces that end at the given positions, up to the first that ends the connection. */
    private List<Decoded> decode(byte[] bytes, List<Integer> ends) {
        return decode(awaiting(), bytes, ends);
    }

    public static List<Decoded> decode(Wire wire, byte[] bytes, List<Integer> ends) {
        List<Decoded> results = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
            while (in.hasRemaining()) {
                int before = in.position();
                Decoded decoded = wire.decode(in);
                if (decoded != Decoded.MORE) {
                    results.add(decoded);
                }
                if (decoded.failure() != null) {
                    return results;
                }
                assertThat(in.position()).as("progress").isGreaterThan(before);
            }
            start = end;
        }
        return results;
    }

    public static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    public static byte[] payload(Payload payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.bytes());
        payload.put(SEQUENCE, out);
        return out.array();
    }
}
