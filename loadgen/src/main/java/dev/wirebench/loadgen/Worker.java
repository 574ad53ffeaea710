package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.EveryNth;
import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.WorkerStats;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;

/**
 * One event loop: sends its part of a block's messages when due and receives the answers.
 *
 * <p>Owns its sockets, connections, schedule and recorders; other threads may only call {@link #stop}, {@link
 * #requestHandOver} and the accessors.
 */
final class Worker {

    /** Opening more at once would overflow the target's accept queue. */
    private static final int OPENING_AT_ONCE = 64;

    private static final long NS_PER_MS = 1_000_000;

    private static final long NOT_IDLE = Long.MIN_VALUE;

    private final BlockSpec spec;
    private final WorkerAssignment share;
    private final StartBarrier starter;
    private final Clock clock;
    private final Sockets sockets;
    private final Connections connections;
    private final Sockets.Listener onReady = this::onReady;
    private final IdleParameters waiting;
    private final boolean isOpen;

    private Arrivals arrivals;
    private Phase warmUp;
    private Phase measured;
    private long startNs;
    private long measureNs;
    private long drainedNs;
    private long sequence;
    private long lastSendNs;
    private long endedNs;

    /** All connections were in use at the last look; {@code freeSinceNs} is when one became free again. */
    private boolean isAllBusy;

    private long freeSinceNs = Long.MIN_VALUE;
    private long queuedForConnection;

    /** Start of the current idle time, or {@link #NOT_IDLE}; {@code idleNs} is the sum. */
    private long idleSinceNs = NOT_IDLE;

    private long idleNs;

    /** Set once the recorders exist and may be read by other threads. */
    private volatile boolean hasStarted;

    private volatile RunQueue runQueue;
    private volatile long runWaitBeforeNs;
    private long runWaitNs = WorkerStats.UNKNOWN;
    private volatile boolean isStopped;

    Worker(BlockSpec spec, WorkerAssignment share, StartBarrier starter, Clock clock) throws IOException {
        this.spec = spec;
        this.share = share;
        this.starter = starter;
        this.clock = clock;
        this.sockets = share.sockets().open(share.address(), share.connections());
        this.isOpen = spec.load() instanceof Load.Open;
        if (isOpen) {
            sockets.stampArrivals();
        }
        this.connections = new Connections(spec, share, sockets, clock);
        this.sequence = share.index();
        this.waiting = IdleParameters.of(spec.idleStrategy());
    }

    /** Runs warm-up, measurement and drain; returns when every message has ended. */
    void measure() throws IOException {
        runQueue = RunQueue.ofCurrentThread();
        prepare();
        start(starter.awaitStart());
        generateUntilDrained();
        endedNs = clock.nanoTime();
        runWaitNs = runQueue.waitNs();
        recordUnfinished(endedNs);
        measured.recorder.end(endedNs);
    }

    /** Closes the connections as their protocol demands, waiting for the peers. */
    void closeConnections() throws IOException {
        connections.closeAll();
        while (connections.pending() > 0) {
            pollConnections();
        }
    }

    /** Closes the remaining connections and the sockets at once. */
    void closeNow() {
        connections.closeAllNow();
        sockets.close();
    }

    /** Ends the block early; messages in flight count as unfinished. Safe for concurrent use. */
    void stop() {
        isStopped = true;
        sockets.wakeup();
    }

    /** Asks the worker to hand over its recordings since the last request. Safe for concurrent use. */
    void requestHandOver() {
        measured.recorder.want();
        sockets.wakeup();
    }

    Phase warmUp() {
        return warmUp;
    }

    Phase measured() {
        return measured;
    }

    /** True once other threads may read the recorders. */
    boolean hasStarted() {
        return hasStarted;
    }

    /** Good answers received during the measurement. */
    long answeredInWindow() {
        return connections.answeredInWindow();
    }

    /** End of the last message, on the clock. */
    long endedNs() {
        return endedNs;
    }

    long unreachableSinceNs() {
        return connections.unreachableSinceNs();
    }

    Set<InetAddress> sourceAddresses() {
        return connections.sourceAddresses();
    }

    /** Called by another thread when the measurement starts. */
    void measurementStarted() {
        runWaitBeforeNs = runQueue.waitNs();
    }

    /** Load on this worker during the measurement; call after it has ended. */
    WorkerStats stats() {
        boolean isKnown = runWaitBeforeNs != WorkerStats.UNKNOWN && runWaitNs != WorkerStats.UNKNOWN;
        return new WorkerStats(
                Math.max(0, endedNs - measureNs - idleNs),
                isKnown ? runWaitNs - runWaitBeforeNs : WorkerStats.UNKNOWN,
                connections.refusals(),
                queuedForConnection);
    }

    private void openAhead(Phase opening) throws IOException {
        int left = share.connections();
        while ((left > 0 || connections.pending() > 0) && !isStopped) {
            for (; left > 0 && connections.pending() < OPENING_AT_ONCE; left--) {
                connections.openAhead(opening);
            }
            pollConnections();
        }
    }

    private void pollConnections() throws IOException {
        sockets.poll(connections::handle, 1);
        connections.expireTimeouts(clock.nanoTime());
    }

    /** Opens connections and allocates recorders, so that nothing large is allocated after the start. */
    private void prepare() throws IOException {
        long warmUpNs = spec.phases().warmUpNs();
        warmUp = new Phase(new LatencyRecorder(warmUpNs, Math.max(1, warmUpNs)));
        measured = new Phase(LoadGenerator.recorder(spec));
        Phase opening = new Phase(new LatencyRecorder(0, 1, 1));
        if (spec.cell().isLong()) {
            openAhead(opening);
        }
        measured.addOpening(opening);
        connections.setIdlePhase(measured);
    }

    private void start(long startNs) {
        long lengthNs = spec.phases().warmUpNs() + spec.phases().measurementNs();
        measureNs = startNs + spec.phases().warmUpNs();
        drainedNs = startNs + lengthNs + spec.phases().drainNs();
        warmUp.recorder.startAt(startNs);
        measured.recorder.startAt(measureNs);
        connections.setAnswerWindow(measureNs, startNs + lengthNs);
        this.startNs = startNs;
        arrivals = isOpen ? new Arrivals.Open(schedule(), startNs) : new Arrivals.Closed(startNs + lengthNs);
        hasStarted = true;
    }

    private Schedule schedule() {
        long lengthNs = spec.phases().warmUpNs() + spec.phases().measurementNs();
        return spec.load() instanceof Load.Open open
                ? new EveryNth(Schedule.of(open, lengthNs, spec.seed()), share.index(), spec.workers())
                : () -> Schedule.END;
    }

    private void generateUntilDrained() throws IOException {
        WakeupTimer alarm = waiting.sleeps() ? new WakeupTimer(waiting, schedule(), startNs, sockets, clock) : null;
        try {
            generate();
        } finally {
            if (alarm != null) {
                alarm.stop();
            }
        }
    }

    private void generate() throws IOException {
        long nowNs = clock.nanoTime();
        while (!isStopped && !isDone(nowNs)) {
            sendDue(nowNs, nowNs);
            awaitEvents(nowNs);
            nowNs = clock.nanoTime();
            endIdle(nowNs);
            connections.expireTimeouts(nowNs);
            if (measured.recorder.isWanted()) {
                measured.handOver(nowNs);
            }
        }
    }

    private boolean isDone(long nowNs) {
        boolean isDrained = arrivals.nextNs(nowNs) == Arrivals.END && connections.inFlight() == 0;
        return isDrained || nowNs >= drainedNs;
    }

    /**
     * Sends all due messages for which there are connections.
     *
     * @param freedNs time at which a connection became free, if none was before
     */
    private void sendDue(long nowNs, long freedNs) {
        if (isAllBusy && connections.hasReady()) {
            isAllBusy = false;
            freeSinceNs = freedNs;
        }
        long intendedNs;
        while (connections.hasReady() && (intendedNs = arrivals.nextNs(nowNs)) <= nowNs) {
            Phase phase = intendedNs < measureNs ? warmUp : measured;
            phase.recorder.intend();
            nowNs = connections.send(sequence, intendedNs, phase);
            lastSendNs = nowNs;
            if (isOpen) {
                recordLag(intendedNs, nowNs, phase);
            }
            sequence += spec.workers();
            arrivals.advance();
        }
        isAllBusy = !connections.hasReady();
    }

    /** The lag of a message that waited for a connection counts from when one became free. */
    private void recordLag(long intendedNs, long sentNs, Phase phase) {
        phase.recorder.recordGeneratorLag(sentNs - Math.max(intendedNs, freeSinceNs));
        if (intendedNs < freeSinceNs && phase == measured) {
            queuedForConnection++;
        }
    }

    private void awaitEvents(long nowNs) throws IOException {
        idleSinceNs = nowNs;
        long dueNs = connections.hasReady() ? arrivals.nextNs(nowNs) : Arrivals.END;
        boolean isAnswerNear = isOpen && connections.inFlight() > 0 && nowNs - lastSendNs < waiting.answerSpinNs();
        long waitNs = Math.min(Math.min(dueNs, connections.nextTimeoutNs()), drainedNs) - nowNs;
        if (isAnswerNear || waitNs <= waiting.awakeNs()) {
            sockets.poll(onReady, 0);
        } else {
            sockets.poll(onReady, waitNs / NS_PER_MS + 1);
        }
    }

    private void onReady(int slot, boolean isReadable, boolean isWritable) {
        long nowNs = connections.handle(slot, isReadable, isWritable);
        endIdle(nowNs);
        long arrivedNs = connections.arrivedNs();
        sendDue(nowNs, arrivedNs == Sockets.UNKNOWN ? nowNs : arrivedNs);
    }

    private void endIdle(long nowNs) {
        if (idleSinceNs != NOT_IDLE) {
            idleNs += Math.max(0, nowNs - Math.max(idleSinceNs, measureNs));
            idleSinceNs = NOT_IDLE;
        }
    }

    /**
     * Records messages not answered, or due and never sent, as unfinished. Due messages are always sent while a
     * connection is free, so an unsent one has waited for a connection if all were in use.
     */
    private void recordUnfinished(long nowNs) {
        connections.abandonInFlight(nowNs);
        if (isOpen) {
            for (long intendedNs; (intendedNs = arrivals.nextNs(nowNs)) <= nowNs; arrivals.advance()) {
                Phase phase = intendedNs < measureNs ? warmUp : measured;
                phase.recorder.intend();
                phase.recorder.record(Outcome.UNFINISHED, intendedNs, LatencyRecorder.NEVER_SENT, nowNs);
                if (isAllBusy && phase == measured) {
                    queuedForConnection++;
                }
            }
        }
    }
}
