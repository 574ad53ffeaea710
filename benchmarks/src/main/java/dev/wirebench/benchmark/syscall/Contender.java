package dev.wirebench.benchmark.syscall;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Path;

/** A load generator whose system calls are counted. */
public sealed interface Contender permits OwnGenerator, WrkPost, BareClient {

    String name();

    /** What has to be installed or built first; empty if nothing is missing. */
    String missing();

    boolean knows(Cell cell);

    /**
     * Puts a closed load on the target, and counts the calls of the whole process.
     *
     * @param output the file without its ending: what strace and the contender print is kept there
     * @throws IOException if it failed; the message has what it said
     */
    Traced trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException;
}
