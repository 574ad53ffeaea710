package dev.wirebench.lab.doctor;

import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.Pressure;
import dev.wirebench.harness.machine.ProcessorUse;
import dev.wirebench.harness.machine.Processors;
import dev.wirebench.harness.monitor.HiccupMeter;
import dev.wirebench.harness.monitor.NetworkCounters;
import dev.wirebench.harness.monitor.ProcessorTime;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Watches this machine for a second in which little is asked of it. Confined to one thread. */
public final class MachineSample {

    private static final long LENGTH_NS = 1_000_000_000;

    private static final long SHORT_NS = 100_000;
    private static final long LONG_NS = 1_000_000;
    private static final int SHORT_SLEEPS = 400;
    private static final int LONG_SLEEPS = 200;

    /** Discard; nothing is sent there, as nothing is connected. */
    private static final int NO_PORT = 9;

    private final KernelFiles files;
    private final Set<Integer> processors;

    private MachineSample(KernelFiles files) {
        this.files = files;
        this.processors = new Processors(files).allowed();
    }

    /** @throws IOException if no sockets can be had */
    public static MachineActivity take(KernelFiles files) throws IOException {
        return new MachineSample(files).take();
    }

    private MachineActivity take() throws IOException {
        ClockCost clock = ClockCost.measure(System::nanoTime);
        try (HiccupMeter meter = HiccupMeter.start()) {
            long startNs = System.nanoTime();
            Optional<ProcessorUse> use = ProcessorUse.read(files, processors);
            Pressure waits = Pressure.read(files);
            NetworkCounters network = NetworkCounters.read(files);
            ProcessorTime own = ProcessorTime.now(ProcessSet.NONE);
            HiccupMeter.Watch watch = meter.watch();
            MachineActivity.Wakings wakings = wakings();
            parkUntil(startNs + LENGTH_NS);
            watch.end();
            long ownNs = ProcessorTime.now(ProcessSet.NONE).since(own).ownNs();
            Optional<ProcessorUse> used =
                    use.flatMap(before -> ProcessorUse.read(files, processors).map(after -> after.since(before)));
            return new MachineActivity(
                    new MachineActivity.Timing(System.nanoTime() - startNs, clock, wakings),
                    new MachineActivity.Pauses(watch.longestNs(), watch.sumNs()),
                    used,
                    ownNs,
                    Pressure.read(files).since(waits),
                    NetworkCounters.read(files).since(network).listenOverflows());
        }
    }

    private static MachineActivity.Wakings wakings() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), NO_PORT);
        try (Sockets sockets = SocketKind.ofThisMachine().open(nobody, 1)) {
            return new MachineActivity.Wakings(
                    TimerLateness.measure(
                            () -> LockSupport.parkNanos(SHORT_NS), SHORT_NS, SHORT_SLEEPS, System::nanoTime),
                    TimerLateness.measure(() -> LockSupport.parkNanos(LONG_NS), LONG_NS, LONG_SLEEPS, System::nanoTime),
                    TimerLateness.measure(
                            () -> sockets.poll((place, isReadable, isWritable) -> {}, LONG_NS / 1_000_000),
                            LONG_NS,
                            LONG_SLEEPS,
                            System::nanoTime));
        }
    }

    private static void parkUntil(long endNs) {
        for (long leftNs; (leftNs = endNs - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
