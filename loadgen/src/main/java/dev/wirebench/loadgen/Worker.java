package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.EveryNth;
import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Load;
import dev.wirebench.model.Outcome;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * One event loop: sends its share of a block's messages when they are due and takes in their answers.
 *
 * <p>It owns its selector, connections, schedule and recorders; only {@link #stop} may be called by others.
 */
final class Worker implements Runnable {

    /** Opening many connections at once would overflow the target's accept queue. */
    private static final int OPENING_AT_ONCE = 64;

    /** So long after a send the loop looks again at once, so that a quick answer is not timed from a late waking. */
    private static final long ANSWER_SPIN_NS = 500_000;

    private static final long NS_PER_MS = 1_000_000;

    private final BlockSpec spec;
    private final Share share;
    private final Starter starter;
    private final Clock clock;
    private final Selector selector;
    private final Connections connections;
    private final Consumer<SelectionKey> onReady = this::onReady;

    private Arrivals arrivals;
    private Phase warmUp;
    private Phase measured;
    private long startNs;
    private long measureNs;
    private long drainedNs;
    private long sequence;
    private long lastSendNs;
    private long endedNs;
    private volatile boolean isStopped;

    Worker(BlockSpec spec, Share share, Starter starter, Clock clock) throws IOException {
        this.spec = spec;
        this.share = share;
        this.starter = starter;
        this.clock = clock;
        this.selector = Selector.open();
        this.connections = new Connections(spec, share, selector, clock);
        this.sequence = share.index();
    }

    @Override
    public void run() {
        try (selector) {
            Phase opening = new Phase(new LatencyRecorder(0, 1, 1));
            if (spec.cell().isLong()) {
                openAhead(opening);
            }
            begin(starter.awaitStart(), opening);
            Alarm alarm = new Alarm(schedule(), startNs, selector, clock);
            try {
                generate();
            } finally {
                alarm.silence();
            }
            endedNs = clock.nanoTime();
            giveUp(endedNs);
            measured.recorder.end(endedNs);
            closeConnections();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the selector of " + Thread.currentThread().getName() + " failed", e);
        } finally {
            connections.dropAll();
        }
    }

    /** Ends the block early; messages in flight end as unfinished. Safe for concurrent use. */
    void stop() {
        isStopped = true;
        selector.wakeup();
    }

    Phase warmUp() {
        return warmUp;
    }

    Phase measured() {
        return measured;
    }

    /** When the last message had ended, on the clock. */
    long endedNs() {
        return endedNs;
    }

    long unreachableSinceNs() {
        return connections.unreachableSinceNs();
    }

    private void openAhead(Phase opening) throws IOException {
        int left = share.connections();
        while ((left > 0 || connections.waiting() > 0) && !isStopped) {
            for (; left > 0 && connections.waiting() < OPENING_AT_ONCE; left--) {
                connections.openAhead(opening);
            }
            selector.select(connections::handle, 1);
            connections.tend(clock.nanoTime());
        }
    }

    private void begin(long startNs, Phase opening) {
        long warmUpNs = spec.phases().warmUpNs();
        long lengthNs = warmUpNs + spec.phases().measurementNs();
        measureNs = startNs + warmUpNs;
        drainedNs = startNs + lengthNs + spec.phases().drainNs();
        warmUp = new Phase(new LatencyRecorder(startNs, warmUpNs, Math.max(1, warmUpNs)));
        measured = new Phase(LoadGenerator.recorder(spec, measureNs));
        measured.addOpening(opening);
        this.startNs = startNs;
        arrivals = spec.load() instanceof Load.Open
                ? new Arrivals.Open(schedule(), startNs)
                : new Arrivals.Closed(startNs + lengthNs);
    }

    private Schedule schedule() {
        long lengthNs = spec.phases().warmUpNs() + spec.phases().measurementNs();
        return spec.load() instanceof Load.Open open
                ? new EveryNth(Schedule.of(open, lengthNs, spec.seed()), share.index(), spec.workers())
                : () -> Schedule.END;
    }

    private void generate() throws IOException {
        long nowNs = clock.nanoTime();
        while (!isStopped && !isDone(nowNs)) {
            sendDue(nowNs);
            awaitEvents(nowNs);
            nowNs = clock.nanoTime();
            connections.tend(nowNs);
        }
    }

    private boolean isDone(long nowNs) {
        boolean isDrained = arrivals.nextNs(nowNs) == Arrivals.END && connections.inFlight() == 0;
        return isDrained || nowNs >= drainedNs;
    }

    /** Sends every message that is due, as far as there are connections for them. */
    private void sendDue(long nowNs) {
        long intendedNs;
        while (connections.hasReady() && (intendedNs = arrivals.nextNs(nowNs)) <= nowNs) {
            Phase phase = intendedNs < measureNs ? warmUp : measured;
            phase.recorder.intend();
            nowNs = connections.send(sequence, intendedNs, phase);
            lastSendNs = nowNs;
            sequence += spec.workers();
            arrivals.advance();
        }
    }

    private void awaitEvents(long nowNs) throws IOException {
        boolean isOpen = spec.load() instanceof Load.Open;
        long dueNs = connections.hasReady() ? arrivals.nextNs(nowNs) : Arrivals.END;
        boolean isAnswerNear = isOpen && connections.inFlight() > 0 && nowNs - lastSendNs < ANSWER_SPIN_NS;
        long waitNs = Math.min(Math.min(dueNs, connections.nextTendNs()), drainedNs) - nowNs;
        if (isAnswerNear || waitNs <= Alarm.AWAKE_NS) {
            selector.selectNow(onReady);
        } else {
            selector.select(onReady, waitNs / NS_PER_MS + 1);
        }
    }

    private void onReady(SelectionKey key) {
        sendDue(connections.handle(key));
    }

    /** What has not been answered by now, or was due and never sent, is unfinished. */
    private void giveUp(long nowNs) {
        connections.giveUp(nowNs);
        if (spec.load() instanceof Load.Open) {
            for (long intendedNs; (intendedNs = arrivals.nextNs(nowNs)) <= nowNs; arrivals.advance()) {
                Phase phase = intendedNs < measureNs ? warmUp : measured;
                phase.recorder.intend();
                phase.recorder.record(Outcome.UNFINISHED, intendedNs, LatencyRecorder.NEVER_SENT, nowNs);
            }
        }
    }

    private void closeConnections() throws IOException {
        connections.closeAll();
        while (connections.waiting() > 0) {
            selector.select(connections::handle, 1);
            connections.tend(clock.nanoTime());
        }
    }
}
