package dev.wirebench.model.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: under a temporary name, which never stays. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Replaces the file, if it is there.
     *
     * @param left what is on the disk where it could not be written, for the message
     * @throws WriteFailure naming the file
     */
    public static void write(Path file, byte[] content, String left) throws WriteFailure {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw new WriteFailure(file, e, left);
        }
    }
}
