package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.ProcessorTimes;
import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.benchmark.peer.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What all trials share. Confined to one thread.
 *
 * @param folder takes what the programs need and print
 * @param seconds of each trial
 */
record Bench(Children children, Pinning pinning, Path folder, long seconds) {

    /** Every contender sends and gets as many bytes. */
    static final int PAYLOAD_BYTES = 64;

    /** For a program to start and to add up. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A program that has run, and its processor time from its start to its end. */
    record Spent(Execution execution, long userNs, long systemNs) {}

    /**
     * Runs a load generator, alone among the children that end meanwhile.
     *
     * @throws IOException if it did not end, or with another exit code than 0
     */
    Spent generate(List<String> command, Path printed) throws IOException, InterruptedException {
        ProcessorTimes before = ProcessorTimes.ofThisProcess();
        Execution execution = Execution.of(
                children, Pinning.join(pinning.generator(), command), printed, limit(), Execution.Disturbance.NONE);
        ProcessorTimes after = ProcessorTimes.ofThisProcess();
        if (execution.isCutOff() || execution.exitCode() != 0) {
            throw new IOException(execution.end());
        }
        return new Spent(
                execution,
                after.childrenUserNs() - before.childrenUserNs(),
                after.childrenSystemNs() - before.childrenSystemNs());
    }

    Duration limit() {
        return Duration.ofSeconds(3 * seconds).plus(GRACE);
    }
}
