package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.EveryNth;
import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Load;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;

/**
 * One event loop: sends its share of a block's messages when they are due and takes in their answers.
 *
 * <p>It owns its sockets, connections, schedule and recorders; only {@link #stop} may be called by others.
 */
final class Worker {

    /** Opening many connections at once would overflow the target's accept queue. */
    private static final int OPENING_AT_ONCE = 64;

    private static final long NS_PER_MS = 1_000_000;

    private static final long NOT_IDLE = Long.MIN_VALUE;

    private final BlockSpec spec;
    private final Share share;
    private final Starter starter;
    private final Clock clock;
    private final Sockets sockets;
    private final Connections connections;
    private final Sockets.Listener onReady = this::onReady;
    private final Waiting waiting;
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

    /** All connections were in use when this worker last looked, and since when one is free again. */
    private boolean isAllBusy;

    private long freeSinceNs = Long.MIN_VALUE;
    private long queuedForConnection;

    /** Since when the worker has had nothing to do, or {@link #NOT_IDLE}; and the sum of such times. */
    private long idleSinceNs = NOT_IDLE;

    private long idleNs;
    /** Set when the recorders are there, for those who watch. */
    private volatile boolean hasBegun;

    private volatile RunQueue runQueue;
    private volatile long runWaitBeforeNs;
    private long runWaitNs = Workers.UNKNOWN;
    private volatile boolean isStopped;

    Worker(BlockSpec spec, Share share, Starter starter, Clock clock) throws IOException {
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
        this.waiting = Waiting.of(spec.idleStrategy());
    }

    /** Does all that is measured, and returns when every message has ended. */
    void measure() throws IOException {
        runQueue = RunQueue.ofCurrentThread();
        prepare();
        begin(starter.awaitStart());
        generateUntilDrained();
        endedNs = clock.nanoTime();
        runWaitNs = runQueue.waitNs();
        giveUp(endedNs);
        measured.recorder.end(endedNs);
    }

    /** Closes its connections in the way of their protocol, which takes its peers' answers. */
    void closeConnections() throws IOException {
        connections.closeAll();
        while (connections.waiting() > 0) {
            sockets.poll(connections::handle, 1);
            connections.tend(clock.nanoTime());
        }
    }

    /** Closes what is left at once. */
    void drop() {
        connections.dropAll();
        sockets.close();
    }

    /** Ends the block early; messages in flight end as unfinished. Safe for concurrent use. */
    void stop() {
        isStopped = true;
        sockets.wakeup();
    }

    /** Asks it to hand over what it has recorded since it was last asked. Safe for concurrent use. */
    void wantShare() {
        measured.recorder.want();
        sockets.wakeup();
    }

    Phase warmUp() {
        return warmUp;
    }

    Phase measured() {
        return measured;
    }

    /** Whether others may look at what it records. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Good answers that arrived while the measurement lasted. */
    long answeredInWindow() {
        return connections.answeredInWindow();
    }

    /** When the last message had ended, on the clock. */
    long endedNs() {
        return endedNs;
    }

    long unreachableSinceNs() {
        return connections.unreachableSinceNs();
    }

    Set<InetAddress> sourceAddresses() {
        return connections.sourceAddresses();
    }

    /** Called by others when the measurement begins. */
    void measurementStarted() {
        runWaitBeforeNs = runQueue.waitNs();
    }

    /** How hard it had it in the measurement; to be asked when it has ended. */
    Workers strain() {
        boolean isKnown = runWaitBeforeNs != Workers.UNKNOWN && runWaitNs != Workers.UNKNOWN;
        return new Workers(
                Math.max(0, endedNs - measureNs - idleNs),
                isKnown ? runWaitNs - runWaitBeforeNs : Workers.UNKNOWN,
                connections.refusals(),
                queuedForConnection);
    }

    private void openAhead(Phase opening) throws IOException {
        int left = share.connections();
        while ((left > 0 || connections.waiting() > 0) && !isStopped) {
            for (; left > 0 && connections.waiting() < OPENING_AT_ONCE; left--) {
                connections.openAhead(opening);
            }
            sockets.poll(connections::handle, 1);
            connections.tend(clock.nanoTime());
        }
    }

    /** Opens connections and allocates what is recorded in: nothing large comes after the start is known. */
    private void prepare() throws IOException {
        long warmUpNs = spec.phases().warmUpNs();
        warmUp = new Phase(new LatencyRecorder(warmUpNs, Math.max(1, warmUpNs)));
        measured = new Phase(LoadGenerator.recorder(spec));
        Phase opening = new Phase(new LatencyRecorder(0, 1, 1));
        if (spec.cell().isLong()) {
            openAhead(opening);
        }
        measured.addOpening(opening);
        connections.countIn(measured);
    }

    private void begin(long startNs) {
        long lengthNs = spec.phases().warmUpNs() + spec.phases().measurementNs();
        measureNs = startNs + spec.phases().warmUpNs();
        drainedNs = startNs + lengthNs + spec.phases().drainNs();
        warmUp.recorder.startAt(startNs);
        measured.recorder.startAt(measureNs);
        connections.countAnswers(measureNs, startNs + lengthNs);
        this.startNs = startNs;
        arrivals = isOpen ? new Arrivals.Open(schedule(), startNs) : new Arrivals.Closed(startNs + lengthNs);
        hasBegun = true;
    }

    private Schedule schedule() {
        long lengthNs = spec.phases().warmUpNs() + spec.phases().measurementNs();
        return spec.load() instanceof Load.Open open
                ? new EveryNth(Schedule.of(open, lengthNs, spec.seed()), share.index(), spec.workers())
                : () -> Schedule.END;
    }

    private void generateUntilDrained() throws IOException {
        Alarm alarm = waiting.sleeps() ? new Alarm(waiting, schedule(), startNs, sockets, clock) : null;
        try {
            generate();
        } finally {
            if (alarm != null) {
                alarm.silence();
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
            connections.tend(nowNs);
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
     * Sends every message that is due, as far as there are connections for them.
     *
     * @param freedNs since when one is free, if none was before
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

    /** A message that had to wait for a connection could not be sent before one was free. */
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
        long waitNs = Math.min(Math.min(dueNs, connections.nextTendNs()), drainedNs) - nowNs;
        if (isAnswerNear || waitNs <= waiting.awakeNs()) {
            sockets.poll(onReady, 0);
        } else {
            sockets.poll(onReady, waitNs / NS_PER_MS + 1);
        }
    }

    private void onReady(int place, boolean isReadable, boolean isWritable) {
        long nowNs = connections.handle(place, isReadable, isWritable);
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
     * What has not been answered by now, or was due and never sent, is unfinished. All that is due is sent while there is a
     * connection for it, so what was not sent when all were in use has waited for one.
     */
    private void giveUp(long nowNs) {
        connections.giveUp(nowNs);
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
