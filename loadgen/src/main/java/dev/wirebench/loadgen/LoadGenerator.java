package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.loadgen.wire.Wires;
import dev.wirebench.model.Block;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.ConnectionEvents;
import dev.wirebench.model.Interval;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Surroundings;
import dev.wirebench.model.Target;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import dev.wirebench.model.Workers;
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
 * Puts one block's load after the other on a target, each with worker threads of its own.
 *
 * <p>Blocks run one at a time; {@link #stop}, {@link #stopReason} and {@link #snapshot} are safe for concurrent use.
 */
public final class LoadGenerator {

    /** Intervals are no shorter than this, and a block has at most so many. */
    private static final long MIN_INTERVAL_NS = 500_000_000;

    private static final int MAX_INTERVALS = 60;

    private static final long WATCH_EVERY_NS = 20_000_000;

    /** Told from the calling thread where a block stands, to read what the processes have used so far. */
    public interface Observer {
        Observer NONE = new Observer() {};

        /** The first measured message is about to be intended, or the block was stopped before that. */
        default void measurementStarted() {}

        /** Every message has ended; connections may still be being closed. */
        default void drained() {}

        /**
         * What has been recorded of the measurement until a moment ago; told about every second of it.
         *
         * @param block messages in flight are unfinished, and what is known only at the end is unknown
         * @param soFar all of it in one; to be left alone, and read before this returns
         */
        default void recordedSoFar(Block block, Interval soFar) {}
    }

    private final Clock clock;
    private final Sockets.Opener sockets;
    private final Destinations destinations;
    private List<Worker> workers = List.of();
    private String stopReason;
    private volatile LiveBlock live;
    private final Set<InetAddress> sources = new HashSet<>();

    /** On the fastest sockets that this machine has. */
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

    /** Ends the current block early, and every later one at once. The first reason stays. */
    public synchronized void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
        workers.forEach(Worker::stop);
    }

    /** Why blocks were ended early, if they were. */
    public synchronized Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /**
     * Where the connections of all blocks so far came from: the address, or how many and the first and the last of them.
     * Empty where the kernel chose.
     */
    public Optional<String> sourceAddresses() {
        List<String> sorted = sources.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.getAddress(), b.getAddress()))
                .map(InetAddress::getHostAddress)
                .toList();
        return switch (sorted.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(sorted.get(0));
            default ->
                Optional.of(sorted.size() + " addresses, " + sorted.get(0) + " to " + sorted.get(sorted.size() - 1));
        };
    }

    /**
     * Opens a connection as the block would, asks nothing and returns what is sent all the same, at most 1 KiB of it.
     *
     * @param forNs so long, unless the service closes before that
     */
    public byte[] listen(BlockSpec spec, long forNs) {
        InetSocketAddress address = resolve(spec.target(), spec.cell().protocol());
        SourcePorts ports = SourcePorts.towards(address, spec.sourceAddresses(), 0, spec.workers());
        return SilentConnection.listen(sockets, address, ports, clock, forNs);
    }

    /** What the block that is running has come to so far; nothing between blocks. The workers do not notice. */
    public Optional<Snapshot> snapshot() {
        LiveBlock block = live;
        return block == null ? Optional.empty() : Optional.of(block.snapshot(clock.nanoTime()));
    }

    /**
     * Measures a block and returns when every message of it has ended.
     *
     * @throws PlanException if the target's host is unknown or not to be connected to, or the payload does not fit the wire
     * @throws IllegalStateException if the generator itself failed; a failing target is an outcome
     */
    public BlockResult run(BlockSpec spec, Observer observer) {
        Starter starter = new Starter(spec.workers(), clock);
        List<Worker> hired = hire(spec, starter);
        Crew crew = new Crew(hired, starter);
        LiveBlock watched = new LiveBlock(spec, hired);
        live = watched;
        crew.begin();
        long measureNs = starter.start() + spec.phases().warmUpNs();
        watched.starts(measureNs);
        Instant startedAt = Instant.now().plusNanos(measureNs - clock.nanoTime());
        BlockSoFar soFar = new BlockSoFar(spec, hired, observer, measureNs, startedAt);
        Runnable tend = () -> stopIfUnreachable(spec, hired);
        watch(crew::hasDrained, tend, measureNs);
        hired.forEach(Worker::measurementStarted);
        observer.measurementStarted();
        watch(
                crew::hasDrained,
                () -> {
                    tend.run();
                    soFar.tend(clock.nanoTime());
                },
                Long.MAX_VALUE);
        observer.drained();
        watch(crew::hasEnded, tend, Long.MAX_VALUE);
        live = null;
        watched.close();
        return result(spec, hired, measureNs, startedAt);
    }

    /** Waits for the workers, at most until an instant on the clock. */
    private void watch(Predicate<Duration> isOver, Runnable tend, long untilNs) {
        for (long leftNs; (leftNs = untilNs - clock.nanoTime()) > 0; tend.run()) {
            if (isOver.test(Duration.ofNanos(Math.min(leftNs, WATCH_EVERY_NS)))) {
                return;
            }
        }
    }

    private synchronized List<Worker> hire(BlockSpec spec, Starter starter) {
        Wires wires = new Wires(spec.target(), spec.cell().protocol(), spec.payloadBytes(), spec.seed());
        InetSocketAddress address = resolve(spec.target(), spec.cell().protocol());
        List<Worker> hired = new ArrayList<>();
        for (int i = 0; i < spec.workers(); i++) {
            int connections = spec.load().connections() * (i + 1) / spec.workers()
                    - spec.load().connections() * i / spec.workers();
            try {
                hired.add(new Worker(spec, new Share(i, connections, wires, address, sockets), starter, clock));
            } catch (IOException e) {
                throw new IllegalStateException("no sockets could be prepared", e);
            }
        }
        workers = hired;
        if (stopReason != null) {
            workers.forEach(Worker::stop);
        }
        return hired;
    }

    private InetSocketAddress resolve(Target target, Protocol protocol) {
        try {
            return destinations.of(target.url(protocol));
        } catch (PlanException e) {
            throw new PlanException("target." + protocol.label() + ": " + e.getMessage());
        }
    }

    private void stopIfUnreachable(BlockSpec spec, List<Worker> hired) {
        long nowNs = clock.nanoTime();
        long timeoutNs = spec.phases().timeoutNs();
        if (hired.stream().allMatch(worker -> nowNs - timeoutNs > worker.unreachableSinceNs())) {
            stop("no connection to the target at "
                    + spec.target().place(spec.cell().protocol()) + " could be opened for "
                    + spec.phases().timeoutSeconds() + " s");
        }
    }

    private BlockResult result(BlockSpec spec, List<Worker> hired, long measureNs, Instant startedAt) {
        LatencyRecorder warmUp = hired.get(0).warmUp().recorder;
        LatencyRecorder measured = hired.get(0).measured().recorder;
        Traffic traffic = hired.get(0).measured().traffic();
        for (Worker worker : hired.subList(1, hired.size())) {
            warmUp.add(worker.warmUp().recorder);
            measured.add(worker.measured().recorder);
            traffic = traffic.plus(worker.measured().traffic());
        }
        hired.forEach(worker -> sources.addAll(worker.sourceAddresses()));
        long endedNs = hired.stream().mapToLong(Worker::endedNs).max().orElseThrow();
        long plannedNs = spec.phases().measurementNs();
        long measurementNs = stopReason().isEmpty() ? plannedNs : Math.min(plannedNs, Math.max(0, endedNs - measureNs));
        Block block = new Block(
                startedAt,
                measurementNs,
                Math.max(measurementNs, measured.lastAnswerNs()),
                hired.stream().mapToLong(Worker::answeredInWindow).sum(),
                warmUp.counts(),
                measured.counts(),
                traffic,
                Usage.NOT_MEASURED,
                null,
                strain(hired),
                Surroundings.NOT_MEASURED);
        return new BlockResult(spec.key(), block.with(events(spec, hired)), measured.intervals());
    }

    private static ConnectionEvents events(BlockSpec spec, List<Worker> hired) {
        boolean tellsAnswers = spec.target().tellsAnswers(spec.cell().protocol());
        return hired.stream()
                .map(worker -> worker.measured().events(tellsAnswers))
                .reduce(ConnectionEvents.NONE, ConnectionEvents::plus);
    }

    private static Workers strain(List<Worker> hired) {
        return hired.stream().map(Worker::strain).reduce(Workers::with).orElseThrow();
    }

    static LatencyRecorder recorder(BlockSpec spec) {
        long lengthNs = spec.phases().measurementNs();
        return new LatencyRecorder(lengthNs, Math.max(MIN_INTERVAL_NS, lengthNs / MAX_INTERVALS)).inPieces();
    }
}
