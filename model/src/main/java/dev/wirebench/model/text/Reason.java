package dev.wirebench.model.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What an exception says to people who do not know the code: no name of a class, and never nothing. */
public final class Reason {

    private static final Pattern CLASS_NAME = Pattern.compile(
            "<?\\b(?:[a-z_][a-z0-9_]*\\.)+[A-Z]\\w*(?:[.$][A-Z]\\w*)*(?:: )?|\\b[A-Z]\\w*(?:Exception|Error)\\b(?:: )?");

    private Reason() {}

    /** Most of the system's exceptions say no more than a file's name. */
    public static String of(Throwable e) {
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return of(e.getCause());
        }
        if (e instanceof CharacterCodingException) {
            return "is not text in UTF-8";
        }
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        if (e instanceof OutOfMemoryError) {
            return "there is not enough memory: " + e.getMessage();
        }
        if (e instanceof StackOverflowError) {
            return "something is nested too deep";
        }
        String own = e.getMessage() == null ? unsaid(e) : withoutClassNames(e.getMessage());
        Throwable cause = e.getCause();
        boolean isSaid = cause == null || e instanceof IOException || own.contains(of(cause));
        return isSaid ? own : own + ": " + of(cause);
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "is not a directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "is not empty";
        }
        return e.getReason() == null ? "cannot be used" : e.getReason();
    }

    private static String unsaid(Throwable e) {
        return e instanceof TimeoutException
                ? "it took too long"
                : e instanceof IOException ? "the connection or file failed" : "an error within Wirebench";
    }

    /** What libraries put into their messages for programmers. */
    public static String withoutClassNames(String message) {
        return CLASS_NAME.matcher(message).replaceAll("");
    }
}
