package dev.wirebench.benchmark.compare;

import java.io.IOException;
import java.nio.file.Path;

/** What a contender does in every round. */
@FunctionalInterface
interface Trial {

    /**
     * Runs it to its end.
     *
     * @param printed a file without its ending, for what the program prints
     * @throws IOException if it failed, in words for a table
     */
    Figures run(Path printed) throws IOException, InterruptedException;
}
