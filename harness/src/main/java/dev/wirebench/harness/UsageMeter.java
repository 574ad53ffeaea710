package dev.wirebench.harness;

import com.sun.management.OperatingSystemMXBean;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Usage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads what the target's process and this one use from the first measured message until all have ended.
 *
 * <p>Processor time of the target comes from {@code /proc/<pid>/stat} in steps of 10 ms.
 */
public final class UsageMeter implements LoadGenerator.Observer {

    private static final OperatingSystemMXBean OWN =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long BYTES_PER_KB = 1024;

    private final OptionalLong targetPid;
    private long targetStartNs;
    private long ownStartNs;
    private Usage usage = Usage.NOT_MEASURED;

    /** @param targetPid the target's process, where it is on this machine and known */
    public UsageMeter(OptionalLong targetPid) {
        this.targetPid = targetPid;
    }

    @Override
    public void measurementStarted() {
        targetStartNs = targetCpuNs();
        ownStartNs = OWN.getProcessCpuTime();
    }

    @Override
    public void drained() {
        long targetEndNs = targetCpuNs();
        boolean isKnown = targetStartNs != Usage.UNKNOWN && targetEndNs != Usage.UNKNOWN;
        usage = new Usage(
                isKnown ? targetEndNs - targetStartNs : Usage.UNKNOWN,
                OWN.getProcessCpuTime() - ownStartNs,
                targetRssBytes());
    }

    /** What was used between the two moments. */
    public Usage usage() {
        return usage;
    }

    private long targetCpuNs() {
        return targetPid.stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(handle -> handle.stream())
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .findFirst()
                .orElse(Usage.UNKNOWN);
    }

    private long targetRssBytes() {
        if (targetPid.isEmpty()) {
            return Usage.UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + targetPid.getAsLong() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB)
                    .findFirst()
                    .orElse(Usage.UNKNOWN);
        } catch (IOException e) {
            return Usage.UNKNOWN;
        }
    }
}
