package dev.wirebench.model.record;

import dev.wirebench.model.text.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds to a file, all or nothing: what a failed write has left behind its end is cut off. */
final class AppendedFile {

    private AppendedFile() {}

    /**
     * Writes from there on, in place of whatever follows.
     *
     * @param left what is on the disk where it could not be written, for the message
     * @return where the file ends now
     * @throws WriteFailure naming the file
     */
    static long write(Path file, long from, byte[] bytes, String left) throws WriteFailure {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(from);
            try {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest, from + rest.position());
                }
            } catch (IOException e) {
                channel.truncate(from);
                throw e;
            }
            return from + bytes.length;
        } catch (IOException e) {
            throw new WriteFailure(file, e, left);
        }
    }
}
