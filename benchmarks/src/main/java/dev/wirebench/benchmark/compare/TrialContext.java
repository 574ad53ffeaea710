package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.benchmark.process.CpuTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings shared by all trials. Confined to one thread.
 *
 * @param directory receives the files that the programs need and print
 * @param seconds length of each trial
 */
record TrialContext(ChildProcesses children, CpuPinning pinning, Path directory, long seconds) {

    /** Every client sends and receives payloads of this size. */
    static final int PAYLOAD_BYTES = 64;

    /** Time for a program to start and to report. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A load generator that has ended, and the CPU time of its whole life. */
    record ClientRun(CompletedProcess process, long userNs, long systemNs) {}

    /**
     * Runs a load generator; no other child process may end meanwhile.
     *
     * @throws IOException if it timed out or failed
     */
    ClientRun run(List<String> command, Path output) throws IOException, InterruptedException {
        CpuTimes before = CpuTimes.ofThisProcess();
        CompletedProcess process = CompletedProcess.run(
                        children, CpuPinning.join(pinning.generator(), command), output, timeout())
                .requireSuccess();
        CpuTimes after = CpuTimes.ofThisProcess();
        return new ClientRun(
                process,
                after.childrenUserNs() - before.childrenUserNs(),
                after.childrenSystemNs() - before.childrenSystemNs());
    }

    Duration timeout() {
        return Duration.ofSeconds(3 * seconds).plus(GRACE);
    }
}
