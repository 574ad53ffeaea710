package dev.wirebench.report.anatomy;

import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes messages apart that are framed directly on TCP. */
final class RawMessages {

    private static final String WHAT = "raw message";

    private RawMessages() {}

    /** @param sentBytes how long a message is that goes up where its bytes do not tell */
    static void read(ByteScanner scan, Framing framing, int sentBytes) throws ByteScanner.NotUnderstoodException {
        if (framing instanceof Framing.Delimiter delimited) {
            byte[] delimiter = delimited.delimiter().getBytes(StandardCharsets.UTF_8);
            int length = scan.lengthThrough(delimiter, "a message");
            scan.part("message", Layer.MESSAGE, length - delimiter.length, "the message itself");
            scan.part("delimiter", Layer.FRAMING, delimiter.length, "the message ends here");
        } else if (framing instanceof Framing.FixedSize fixed) {
            int length = scan.direction() == Direction.UP ? sentBytes : fixed.bytes();
            scan.part("message", Layer.MESSAGE, length, "the message itself: its length is agreed on beforehand");
        } else {
            int length =
                    ByteBuffer.wrap(scan.next(Integer.BYTES, "a length prefix")).getInt();
            if (length < 0 || length > Target.MAX_BODY_BYTES) {
                throw new ByteScanner.NotUnderstoodException("a length prefix out of range");
            }
            scan.part(
                    "length prefix",
                    Layer.FRAMING,
                    Integer.BYTES,
                    length + " bytes, big-endian: TCP itself knows no ends of messages");
            scan.part("message", Layer.MESSAGE, length, "the message itself");
        }
        scan.end(WHAT, ByteScanner.Kind.MESSAGE);
    }
}
