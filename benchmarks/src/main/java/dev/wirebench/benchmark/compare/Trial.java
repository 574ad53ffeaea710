package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.TrialResult;
import java.io.IOException;
import java.nio.file.Path;

/** One run of a competitor, repeated in every round. */
@FunctionalInterface
interface Trial {

    /**
     * @param output path without extension, for the program's output
     * @throws IOException if it failed; the message is shown in the table
     */
    TrialResult run(Path output) throws IOException, InterruptedException;
}
