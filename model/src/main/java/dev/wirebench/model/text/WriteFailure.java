package dev.wirebench.model.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says which file could not be written, why in plain words, and what is left on the disk. Immutable. */
public final class WriteFailure extends IOException {

    private static final long serialVersionUID = 1;

    /** A record or a page needs no more; where so much is free, it is not space that was lacking. */
    private static final long ENOUGH_BYTES = 16 << 20;

    /** @param left what is there nevertheless */
    public WriteFailure(Path file, IOException cause, String left) {
        super(file + ": could not be written: " + reason(file, cause) + "; " + left, cause);
    }

    private static String reason(Path file, IOException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("No space left on device")) {
            return noSpace(file);
        }
        if (said.contains("Disk quota exceeded")) {
            return "the disk quota is used up";
        }
        if (said.contains("Read-only file system")) {
            return "the file system is read-only";
        }
        if (said.contains("Too many open files")) {
            return "this process has no file descriptor left";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder is gone";
        }
        return e instanceof FileSystemException other && other.getReason() != null ? other.getReason() : said;
    }

    /** The system has one word for both. */
    private static String noSpace(Path file) {
        try {
            long freeBytes =
                    Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
            return freeBytes < ENOUGH_BYTES
                    ? "the disk is full"
                    : "the file system has no inode left for a file, see df -i";
        } catch (IOException e) {
            return "the disk is full";
        }
    }
}
