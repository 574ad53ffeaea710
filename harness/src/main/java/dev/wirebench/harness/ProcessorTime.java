package dev.wirebench.harness;

import com.sun.management.OperatingSystemMXBean;
import dev.wirebench.model.Usage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The processor time that this process and the target's have used since they began. The target's comes from
 * {@code /proc/<pid>/stat} in steps of 10 ms. Immutable.
 *
 * @param targetNs {@link Usage#UNKNOWN} where its process is not known, or gone
 */
record ProcessorTime(long ownNs, long targetNs) {

    private static final OperatingSystemMXBean OWN =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static ProcessorTime now(OptionalLong targetPid) {
        long targetNs = targetPid.stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(handle -> handle.stream())
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .findFirst()
                .orElse(Usage.UNKNOWN);
        return new ProcessorTime(OWN.getProcessCpuTime(), targetNs);
    }

    /** What was used since then. */
    ProcessorTime since(ProcessorTime before) {
        boolean isKnown = targetNs != Usage.UNKNOWN && before.targetNs != Usage.UNKNOWN;
        return new ProcessorTime(ownNs - before.ownNs, isKnown ? targetNs - before.targetNs : Usage.UNKNOWN);
    }

    /** Of both processes, as far as they are known. */
    long sumNs() {
        return ownNs + Math.max(0, targetNs);
    }
}
