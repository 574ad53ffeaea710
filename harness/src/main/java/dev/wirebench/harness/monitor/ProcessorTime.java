package dev.wirebench.harness.monitor;

import com.sun.management.OperatingSystemMXBean;
import dev.wirebench.harness.process.ProcessClock;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.process.ProcessTimes;
import dev.wirebench.model.record.ResourceUsage;
import java.lang.management.ManagementFactory;

/** The processor time that this process and the target's have used since they began. Immutable. */
public record ProcessorTime(long ownNs, ProcessTimes target) {

    private static final OperatingSystemMXBean OWN =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final long OWN_PID = ProcessHandle.current().pid();

    public static ProcessorTime now(ProcessSet target) {
        return new ProcessorTime(ProcessClock.ns(OWN_PID).orElseGet(OWN::getProcessCpuTime), ProcessTimes.read(target));
    }

    /** What was used since then. */
    public Used since(ProcessorTime before) {
        return new Used(ownNs - before.ownNs, target.since(before.target));
    }

    /**
     * Processor time between two moments.
     *
     * @param targetNs of children that ended meanwhile in steps of 10 ms; {@link ResourceUsage#UNKNOWN} where the target's processes are not known, or gone
     */
    public record Used(long ownNs, long targetNs) {

        /** Of both, as far as they are known. */
        public long sumNs() {
            return ownNs + Math.max(0, targetNs);
        }
    }
}
