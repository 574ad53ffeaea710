package dev.wirebench.report.export;

import dev.wirebench.model.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the files that CI systems read, each under a temporary name that is then changed. */
public final class Outputs {

    private Outputs() {}

    /**
     * Writes one file, with the folders above it.
     *
     * <p>Of a run that is not VALID, no file is written that could not say so, as its reader would judge the numbers; one
     * that is left from another run is deleted. Otava's file only stays as it is, also where a percentile lies among messages
     * without an answer: it takes no row that lacks a number.
     *
     * @return why there is no file now; empty where there is
     * @throws IllegalArgumentException if the kind needs gates or a run, and there are none
     * @throws IOException if it cannot be written, or its old rows do not fit the new one
     */
    public static Optional<String> write(OutputKind kind, Path file, Results results) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file for " + kind.label());
        }
        boolean isAdded = kind == OutputKind.OTAVA;
        Optional<String> why = withheld(kind, results, file.toString());
        if (why.isPresent()) {
            if (!isAdded) {
                Files.deleteIfExists(file);
            }
            return why;
        }
        Optional<String> old = isAdded && Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        byte[] content;
        try {
            content = kind.content(results, old).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        WholeFile.write(whole, content, "the run itself is kept");
        return Optional.empty();
    }

    /**
     * What {@link #write} would write into a file that is not there yet.
     *
     * @return instead of it a sentence that says why there would be none
     */
    public static String text(OutputKind kind, Results results) throws IOException {
        Optional<String> why = withheld(kind, results, "the output");
        return why.isPresent() ? why.get() + "\n" : kind.content(results, Optional.empty());
    }

    private static Optional<String> withheld(OutputKind kind, Results results, String place) {
        if (!kind.carriesVerdict() && !results.verdict().isValid()) {
            return Optional.of("The run is " + results.verdict().validity() + ", so " + place + " was not written: "
                    + kind.label() + " could not say so.");
        }
        return kind == OutputKind.OTAVA
                ? OtavaCsv.open(results.measured().orElseThrow())
                        .map(number -> number + " lies among messages without an answer, so " + place
                                + " was not written: otava takes no row that lacks a number.")
                : Optional.empty();
    }
}
