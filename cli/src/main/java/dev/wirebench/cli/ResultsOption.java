package dev.wirebench.cli;

import dev.wirebench.model.text.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --results}: where run folders are made, and baselines kept. */
final class ResultsOption {

    private static final String NAME = "--results";

    @Option(
            names = NAME,
            paramLabel = "DIR",
            defaultValue = "results",
            description = "Where run folders are made, and baselines kept (default: ${DEFAULT-VALUE}).")
    private Path directory;

    /** Whether or not it is there. */
    Path path() {
        return directory;
    }

    /** The folder, or the nearest one above it that exists. */
    static Path nearest(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    /** @throws PlanException if it is not a directory and cannot become one, or is not writable */
    Path writable() {
        Path there = nearest(directory);
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new PlanException(NAME + ": nothing can be written to " + directory + ", for " + there
                    + (Files.isDirectory(there) ? " may not be written to" : " is not a directory")
                    + "; name a folder that can be made or written to");
        }
        return directory;
    }
}
