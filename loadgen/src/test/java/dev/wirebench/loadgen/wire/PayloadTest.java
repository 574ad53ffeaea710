package dev.wirebench.loadgen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PayloadTest {

    @Property(seed = "1")
    void aPayloadBeginsWithTheLastDigitsOfItsSequenceNumber(
            @ForAll long sequence, @ForAll @IntRange(min = 1, max = 40) int bytes) {
        ByteBuffer out = ByteBuffer.allocate(bytes);
        Payload.generated(bytes, 1).put(sequence, out);
        String digits = String.format("%016x", sequence);
        assertThat(new String(out.array(), StandardCharsets.US_ASCII))
                .startsWith(digits.substring(Math.max(0, 16 - bytes)))
                .hasSize(bytes);
    }

    @Property(seed = "1")
    void onlyItsOwnBytesMatch(
            @ForAll long sequence,
            @ForAll @IntRange(min = 1, max = 40) int bytes,
            @ForAll @IntRange(max = 1000) int position,
            @ForAll byte value) {
        Payload payload = Payload.generated(bytes, 1);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        payload.put(sequence, out);
        assertThat(payload.matches(sequence, 0, out.flip(), bytes)).isTrue();
        boolean isSame = out.get(position % bytes) == value;
        out.put(position % bytes, value).rewind();
        assertThat(payload.matches(sequence, 0, out, bytes)).isEqualTo(isSame);
        assertThat(out.remaining()).isZero();
    }
}
