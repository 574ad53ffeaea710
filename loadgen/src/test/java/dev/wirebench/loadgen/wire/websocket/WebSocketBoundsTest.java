package dev.wirebench.loadgen.wire.websocket;

import static dev.wirebench.loadgen.wire.Decoded.ANSWERED;
import static dev.wirebench.loadgen.wire.Decoded.MALFORMED;
import static dev.wirebench.loadgen.wire.Decoded.MORE;
import static dev.wirebench.loadgen.wire.Decoded.REPLY_DUE;
import static dev.wirebench.loadgen.wire.websocket.WebSocketWireTest.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.wire.Decoded;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An endless message is malformed, not only late. */
class WebSocketBoundsTest {

    private static final int MAX_BYTES = 1000;
    private static final int CONTINUATION = 0x00;
    private static final int LAST = 0x80;
    private static final byte[] NOTHING = {};

    private final WebSocketFrames frames = new WebSocketFrames(new Ignored(), MAX_BYTES);

    @BeforeEach
    void aMessageHasBegun() {
        assertThat(decode(0x02, NOTHING)).isEqualTo(MORE);
    }

    private Decoded decode(int firstByte, byte[] content) {
        return frames.decode(ByteBuffer.wrap(frame(firstByte, content)));
    }

    @Test
    void fragmentsTogetherAreNoLongerThanAMessage() {
        for (int i = 0; i < 10; i++) {
            assertThat(decode(CONTINUATION, new byte[100])).isEqualTo(MORE);
        }
        assertThat(decode(LAST, NOTHING)).isEqualTo(ANSWERED);
        assertThat(decode(0x02, new byte[MAX_BYTES])).as("the next").isEqualTo(MORE);
        assertThat(decode(CONTINUATION, new byte[1])).isEqualTo(MALFORMED);
    }

    @Test
    void aFragmentThatIsTooLongIsRefusedByItsHeader() {
        byte[] headerAlone = {CONTINUATION, 126, MAX_BYTES >> 8, (byte) (MAX_BYTES + 1)};
        assertThat(frames.decode(ByteBuffer.wrap(headerAlone))).isEqualTo(MALFORMED);
        frames.reset();
        byte[] longest = {(byte) 0x82, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1};
        assertThat(frames.decode(ByteBuffer.wrap(longest))).isEqualTo(MALFORMED);
    }

    @Test
    void emptyFragmentsComeToAnEnd() {
        // The first frame of the message counts.
        for (int i = 1; i < WebSocketFrames.MAX_IDLE_FRAMES; i++) {
            assertThat(decode(CONTINUATION, NOTHING)).isEqualTo(MORE);
        }
        assertThat(decode(CONTINUATION, NOTHING)).isEqualTo(MALFORMED);
    }

    @Test
    void controlFramesWithinAMessageComeToAnEnd() {
        for (int i = 1; i < WebSocketFrames.MAX_IDLE_FRAMES; i++) {
            assertThat(decode(i % 2 == 0 ? 0x89 : 0x8a, NOTHING)).isEqualTo(i % 2 == 0 ? REPLY_DUE : MORE);
        }
        assertThat(decode(0x89, NOTHING)).isEqualTo(MALFORMED);
    }

    @Test
    void betweenMessagesNothingIsCounted() {
        assertThat(decode(LAST, NOTHING)).isEqualTo(ANSWERED);
        for (int i = 0; i < 3 * WebSocketFrames.MAX_IDLE_FRAMES; i++) {
            assertThat(decode(0x8a, NOTHING)).isEqualTo(MORE);
            assertThat(decode(0x82, NOTHING)).isEqualTo(ANSWERED);
        }
    }

    private static final class Ignored implements DataMessages {
        @Override
        public boolean begin(int opcode) {
            return true;
        }

        @Override
        public boolean accept(ByteBuffer in, int length) {
            in.position(in.position() + length);
            return true;
        }

        @Override
        public Decoded end() {
            return ANSWERED;
        }
    }
}
