package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.file.Path;

/** A load generator with its load, yet without a target. */
@FunctionalInterface
interface LoadClient {

    /**
     * @param output path without extension, for the program's output
     * @throws IOException if it failed; the message is shown in the table
     */
    TrialResult run(Target target, Path output) throws IOException, InterruptedException;
}
