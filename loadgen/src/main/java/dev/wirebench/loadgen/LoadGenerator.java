package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs blocks one at a time, each with its own worker threads.
 *
 * <p>{@link #stop}, {@link #stopReason} and {@link #snapshot} are safe for concurrent use.
 */
public final class LoadGenerator {

    /** Shortest interval; longer ones keep a block within {@code MAX_INTERVALS}. */
    private static final long MIN_INTERVAL_NS = 500_000_000;

    private static final int MAX_INTERVALS = 60;

    private static final long WATCH_EVERY_NS = 20_000_000;

    /** Notified of a block's progress on the calling thread. */
    public interface Observer {
        Observer NONE = new Observer() {};

        /** The measurement starts now, or the block was stopped earlier. */
        default void measurementStarted() {}

        /** Every message has ended; connections may still be closing. */
        default void drained() {}

        /**
         * Called about once a second with the recordings of the measurement so far.
         *
         * @param block messages in flight count as unfinished; figures known only at the end are unknown
         * @param soFar the whole measurement as one interval; read-only, valid until this method returns
         */
        default void recordedSoFar(Block block, Interval soFar) {}
    }

    private final Clock clock;
    private final Sockets.Opener sockets;
    private final Destinations destinations;
    private List<Worker> current = List.of();
    private String stopReason;
    private volatile LiveBlock live;
    private final Set<InetAddress> sources = new HashSet<>();

    /** Uses the fastest sockets available on this machine. */
    public LoadGenerator(Clock clock) {
        this(clock, SocketKind.ofThisMachine());
    }

    public LoadGenerator(Clock clock, Sockets.Opener sockets) {
        this(clock, sockets, Destinations.SYSTEM);
    }

    public LoadGenerator(Clock clock, Sockets.Opener sockets, Destinations destinations) {
        this.clock = clock;
        this.sockets = sockets;
        this.destinations = destinations;
    }

    /** Ends the current block early and every later one at once. The first reason is kept. */
    public synchronized void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
        current.forEach(Worker::stop);
    }

    /** Reason for ending blocks early, if any. */
    public synchronized Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /**
     * Source addresses of all connections so far; empty where the kernel chose.
     */
    public Optional<AddressRange> sourceAddresses() {
        List<String> sorted = sources.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.getAddress(), b.getAddress()))
                .map(InetAddress::getHostAddress)
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(AddressRange.of(sorted));
    }

    /**
     * Opens a connection as the block would, sends nothing and returns what the service sends unasked, at most 1 KiB.
     *
     * @param forNs time to listen, unless the service closes earlier
     */
    public byte[] listen(BlockSpec spec, long forNs) {
        InetSocketAddress address = resolve(spec.target(), spec.cell().protocol());
        SourcePorts ports = SourcePorts.towards(address, spec.sourceAddresses(), 0, spec.workers());
        return SilentConnection.listen(sockets, address, ports, clock, forNs);
    }

    /** Progress of the running block; empty between blocks. Does not disturb the workers. */
    public Optional<Snapshot> snapshot() {
        LiveBlock block = live;
        return block == null ? Optional.empty() : Optional.of(block.snapshot(clock.nanoTime()));
    }

    /**
     * Measures a block; returns when all its messages have ended.
     *
     * @throws PlanException if the target's host is unknown or not allowed, or the payload does not fit the protocol
     * @throws IllegalStateException if the generator itself failed; a failing target is an outcome
     */
    public BlockResult run(BlockSpec spec, Observer observer) {
        StartBarrier starter = new StartBarrier(spec.workers(), clock);
        List<Worker> workers = createWorkers(spec, starter);
        WorkerThreads crew = new WorkerThreads(workers, starter);
        LiveBlock watched = new LiveBlock(spec, workers);
        live = watched;
        crew.start();
        long measureNs = starter.start() + spec.phases().warmUpNs();
        watched.starts(measureNs);
        Instant startedAt = Instant.now().plusNanos(measureNs - clock.nanoTime());
        BlockSoFar soFar = new BlockSoFar(spec, workers, observer, measureNs, startedAt);
        Runnable check = () -> stopIfUnreachable(spec, workers);
        watch(crew::awaitDrained, check, measureNs);
        workers.forEach(Worker::measurementStarted);
        observer.measurementStarted();
        watch(
                crew::awaitDrained,
                () -> {
                    check.run();
                    soFar.poll(clock.nanoTime());
                },
                Long.MAX_VALUE);
        observer.drained();
        watch(crew::awaitEnded, check, Long.MAX_VALUE);
        live = null;
        watched.close();
        return result(spec, workers, measureNs, startedAt);
    }

    /** Waits for the workers until an instant on the clock. */
    private void watch(Predicate<Duration> isOver, Runnable check, long untilNs) {
        for (long leftNs; (leftNs = untilNs - clock.nanoTime()) > 0; check.run()) {
            if (isOver.test(Duration.ofNanos(Math.min(leftNs, WATCH_EVERY_NS)))) {
                return;
            }
        }
    }

    private synchronized List<Worker> createWorkers(BlockSpec spec, StartBarrier starter) {
        Wires wires = new Wires(spec.target().service(spec.cell().protocol()), spec.payloadBytes(), spec.seed());
        InetSocketAddress address = resolve(spec.target(), spec.cell().protocol());
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < spec.workers(); i++) {
            int connections = spec.load().connections() * (i + 1) / spec.workers()
                    - spec.load().connections() * i / spec.workers();
            try {
                workers.add(new Worker(
                        spec, new WorkerAssignment(i, connections, wires, address, sockets), starter, clock));
            } catch (IOException e) {
                throw new IllegalStateException("cannot prepare sockets", e);
            }
        }
        current = workers;
        if (stopReason != null) {
            current.forEach(Worker::stop);
        }
        return workers;
    }

    private InetSocketAddress resolve(Target target, Protocol protocol) {
        try {
            return destinations.of(target.service(protocol).url());
        } catch (PlanException e) {
            throw new PlanException("target." + protocol.label() + ": " + e.getMessage());
        }
    }

    private void stopIfUnreachable(BlockSpec spec, List<Worker> workers) {
        long nowNs = clock.nanoTime();
        long timeoutNs = spec.phases().timeoutNs();
        if (workers.stream().allMatch(worker -> nowNs - timeoutNs > worker.unreachableSinceNs())) {
            stop("no connection to the target at "
                    + spec.target().service(spec.cell().protocol()).place() + " could be opened for "
                    + spec.phases().timeoutSeconds() + " s");
        }
    }

    private BlockResult result(BlockSpec spec, List<Worker> workers, long measureNs, Instant startedAt) {
        LatencyRecorder warmUp = workers.get(0).warmUp().recorder;
        LatencyRecorder measured = workers.get(0).measured().recorder;
        Traffic traffic = workers.get(0).measured().traffic();
        for (Worker worker : workers.subList(1, workers.size())) {
            warmUp.add(worker.warmUp().recorder);
            measured.add(worker.measured().recorder);
            traffic = traffic.plus(worker.measured().traffic());
        }
        workers.forEach(worker -> sources.addAll(worker.sourceAddresses()));
        long endedNs = workers.stream().mapToLong(Worker::endedNs).max().orElseThrow();
        long plannedNs = spec.phases().measurementNs();
        long measurementNs = stopReason().isEmpty() ? plannedNs : Math.min(plannedNs, Math.max(0, endedNs - measureNs));
        Block block = Block.builder(startedAt, measurementNs)
                .elapsedNs(Math.max(measurementNs, measured.lastAnswerNs()))
                .answeredInWindow(
                        workers.stream().mapToLong(Worker::answeredInWindow).sum())
                .warmUp(warmUp.counts())
                .counts(measured.counts())
                .traffic(traffic)
                .events(events(spec, workers))
                .workers(stats(workers))
                .build();
        return new BlockResult(spec.key(), block, measured.intervals());
    }

    private static ConnectionEvents events(BlockSpec spec, List<Worker> workers) {
        boolean tellsAnswers = spec.target().service(spec.cell().protocol()).tellsAnswers();
        return workers.stream()
                .map(worker -> worker.measured().events(tellsAnswers))
                .reduce(ConnectionEvents.NONE, ConnectionEvents::plus);
    }

    private static WorkerStats stats(List<Worker> workers) {
        return workers.stream().map(Worker::stats).reduce(WorkerStats::with).orElseThrow();
    }

    static LatencyRecorder recorder(BlockSpec spec) {
        long lengthNs = spec.phases().measurementNs();
        return new LatencyRecorder(lengthNs, Math.max(MIN_INTERVAL_NS, lengthNs / MAX_INTERVALS)).inPieces();
    }
}
