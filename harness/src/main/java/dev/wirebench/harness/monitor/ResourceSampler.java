package dev.wirebench.harness.monitor;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.ResourceUsage;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the target's processes and this one use, and what else goes on, from the first measured message until all have
 * ended. What cannot be read, as when a load has used up the file descriptors, is unknown.
 */
public final class ResourceSampler implements LoadGenerator.Observer {

    private static final UnixOperatingSystemMXBean OWN =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long NS_PER_MS = 1_000_000;

    private final ProcessSet processes;
    private final HiccupMeter hiccupMeter;
    private final ListeningSockets listening;
    private ProcessorTime timeStart;
    private long gcStartMs;
    private long compilationStartMs;
    private NetworkCounters networkStart;
    private Optional<Set<String>> listeningStart;
    private HiccupMeter.Watch pauses;
    private ResourceUsage usage;
    private Interference surroundings;

    /** @param processes the target's, where they are on this machine and known */
    public ResourceSampler(ProcessSet processes, HiccupMeter hiccupMeter, ListeningSockets listening) {
        this.processes = processes;
        this.hiccupMeter = hiccupMeter;
        this.listening = listening;
        rehearse();
    }

    /** Without file descriptors no class can be loaded either: this loads all that a reading needs. */
    private void rehearse() {
        measurementStarted();
        drained();
        usage = ResourceUsage.NOT_MEASURED;
        surroundings = Interference.NOT_MEASURED;
    }

    @Override
    public void measurementStarted() {
        listeningStart = listening.inodes().filter(inodes -> !inodes.isEmpty());
        networkStart = NetworkCounters.read();
        gcStartMs = gcMs();
        compilationStartMs = compilationMs();
        pauses = hiccupMeter.watch();
        timeStart = ProcessorTime.now(processes);
    }

    @Override
    public void drained() {
        ProcessorTime.Used used = ProcessorTime.now(processes).since(timeStart);
        pauses.end();
        usage = new ResourceUsage(
                used.targetNs(), used.ownNs(), ProcessMemory.of(processes).bytes());
        NetworkCounters network = NetworkCounters.read().since(networkStart);
        surroundings = Interference.builder()
                .longestPauseNs(pauses.longestNs())
                .pausesNs(pauses.sumNs())
                .gcNs(sinceNs(gcStartMs, gcMs()))
                .compilationNs(sinceNs(compilationStartMs, compilationMs()))
                .listenOverflows(network.listenOverflows())
                .segmentsRetransmitted(network.segmentsRetransmitted())
                .segmentsSent(network.segmentsSent())
                .fileDescriptorsLeft(fileDescriptorsLeft())
                .targetRestarts(restarts())
                .build();
    }

    /** What was used between the two moments. */
    public ResourceUsage usage() {
        return usage;
    }

    /** What else went on between the two moments. */
    public Interference surroundings() {
        return surroundings;
    }

    private long restarts() {
        Optional<Set<String>> listeningNow = listening.inodes();
        if (listeningStart.isEmpty() || listeningNow.isEmpty()) {
            return Interference.UNKNOWN;
        }
        return listeningNow.equals(listeningStart) ? 0 : 1;
    }

    private static long fileDescriptorsLeft() {
        try {
            return OWN.getMaxFileDescriptorCount() - OWN.getOpenFileDescriptorCount();
        } catch (InternalError e) {
            // To count them takes one more, for the list of them.
            return Interference.UNKNOWN;
        }
    }

    private static long sinceNs(long beforeMs, long nowMs) {
        return beforeMs == Interference.UNKNOWN || nowMs == Interference.UNKNOWN
                ? Interference.UNKNOWN
                : (nowMs - beforeMs) * NS_PER_MS;
    }

    /** Unknown where a collector does not tell. */
    private static long gcMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .reduce((a, b) -> a < 0 || b < 0 ? Interference.UNKNOWN : a + b)
                .orElse(Interference.UNKNOWN);
    }

    /** Unknown where nothing is compiled, or it is not told. */
    private static long compilationMs() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers == null || !compilers.isCompilationTimeMonitoringSupported()
                ? Interference.UNKNOWN
                : compilers.getTotalCompilationTime();
    }
}
