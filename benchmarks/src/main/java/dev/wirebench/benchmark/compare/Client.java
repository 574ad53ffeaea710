package dev.wirebench.benchmark.compare;

import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Path;

/** A load generator that has been told everything but where. */
@FunctionalInterface
interface Client {

    /**
     * @param printed a file without its ending, for what the program prints
     * @throws IOException if it failed, in words for a table
     */
    Figures run(Target target, Path printed) throws IOException, InterruptedException;
}
