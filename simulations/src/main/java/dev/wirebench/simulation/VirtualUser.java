package dev.wirebench.simulation;

import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Target;
import io.gatling.javaapi.core.Session;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One of Gatling's users: a connection's worth of a cell, with at most one message in flight.
 *
 * <p>Only this class stamps times; it reads the clock where the message itself begins and ends, so that Gatling's own
 * work around it stays outside. Confined to one event loop.
 */
final class VirtualUser {

    /** Gatling's timers count whole milliseconds and may begin a moment before the send. */
    private static final long TIMER_NS = 1_000_000;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private static final String KEY = "user";

    private enum Connection {
        NONE,
        CONNECTING,
        SHAKING_HANDS,
        STANDING
    }

    private final CellRun run;
    private final byte[] message;
    private final ByteBuffer messageBuffer;
    private Tally tally;
    private long openingNs = UNKNOWN;
    private long openingHandshakeNs = UNKNOWN;

    private Connection connection = Connection.NONE;
    private long stepNs;
    private long messagesOnConnection;
    private Channel channel;

    private LatencyRecorder recorder;
    private boolean isOpen;
    private long intendedNs;
    private long sentNs;
    private boolean isStatusWrong;
    private Outcome outcome;

    VirtualUser(CellRun run) {
        this.run = run;
        this.message = new byte[run.spec().payload().bytes()];
        this.messageBuffer = ByteBuffer.wrap(message);
    }

    static VirtualUser of(Session session) {
        return session.get(KEY);
    }

    static VirtualUser of(io.gatling.core.session.Session session) {
        return (VirtualUser) session.attributes().apply(KEY);
    }

    Session in(Session session) {
        return session.set(KEY, this);
    }

    CellRun run() {
        return run;
    }

    /** The message in flight. The array is reused. */
    byte[] message() {
        return message;
    }

    /** Called when all users of the cell are ready. */
    void start() {
        run.start();
        tally = run.tally();
        if (openingNs != UNKNOWN) {
            tally.countConnection(openingNs);
        }
        if (openingHandshakeNs != UNKNOWN) {
            tally.measured.recordHandshake(openingHandshakeNs);
        }
    }

    /** Takes the next message. @return false if there is none */
    boolean takeNext() {
        return run.assignNext(this);
    }

    /** @param index the message's sequence number within the cell */
    void take(int index, long nextIntendedNs) {
        intendedNs = nextIntendedNs;
        recorder = intendedNs < run.measureNs() ? tally.warmUp : tally.measured;
        run.spec().payload().put(index, messageBuffer.clear());
        sentNs = UNKNOWN;
        isStatusWrong = false;
        outcome = null;
        isOpen = true;
    }

    boolean isWarmUp() {
        return recorder != tally.measured;
    }

    long intendedNs() {
        return intendedNs;
    }

    /** The intended instant has come, or the run was stopped before it. @return whether the message is to be sent */
    boolean begin() {
        boolean isDue = intendedNs <= run.clock().nanoTime();
        if (isDue) {
            recorder.intend();
        }
        if (run.isStopped()) {
            if (isDue) {
                recorder.record(
                        Outcome.UNFINISHED,
                        intendedNs,
                        LatencyRecorder.NEVER_SENT,
                        run.clock().nanoTime());
            }
            isOpen = false;
        }
        return isOpen;
    }

    /** Stamps the message as sent, unless a connection was opened for it. */
    void send() {
        if (sentNs == UNKNOWN) {
            sentNs = run.clock().nanoTime();
        }
        messagesOnConnection++;
    }

    void connect() {
        stepNs = run.clock().nanoTime();
        connection = Connection.CONNECTING;
        messagesOnConnection = 0;
        if (isOpen && sentNs == UNKNOWN) {
            sentNs = stepNs;
        }
    }

    /** @param needsHandshake whether the connection is of no use before {@link #handshakeDone} */
    void connected(boolean needsHandshake) {
        long nowNs = run.clock().nanoTime();
        long connectNs = nowNs - stepNs;
        if (tally == null) {
            openingNs = connectNs;
        } else if (isCounted()) {
            tally.countConnection(connectNs);
        }
        stepNs = nowNs;
        connection = needsHandshake ? Connection.SHAKING_HANDS : Connection.STANDING;
    }

    void handshakeDone() {
        long handshakeNs = run.clock().nanoTime() - stepNs;
        if (tally == null) {
            openingHandshakeNs = handshakeNs;
        } else if (isCounted()) {
            tally.measured.recordHandshake(handshakeNs);
        }
        connection = Connection.STANDING;
    }

    /** A kept connection serves the measurement, whenever it was opened. */
    private boolean isCounted() {
        return !isWarmUp() || run.spec().cell().isLong();
    }

    boolean isConnecting() {
        return connection == Connection.CONNECTING;
    }

    boolean isConnected() {
        return connection == Connection.STANDING;
    }

    /** Whether the connection has carried all the messages it is for. */
    boolean isConnectionSpent() {
        return messagesOnConnection >= run.spec().cell().messagesPerConnection();
    }

    /** Whether the message that is to be sent is the connection's last one. */
    boolean isLastOnConnection() {
        long before = isConnected() ? messagesOnConnection : 0;
        return before + 1 >= run.spec().cell().messagesPerConnection();
    }

    void disconnected() {
        connection = Connection.NONE;
        channel = null;
    }

    /** The raw connection, or null. */
    Channel channel() {
        return channel;
    }

    void channel(Channel opened) {
        channel = opened;
    }

    /** The status of the HTTP answer that {@link #answer} will be called for. */
    void status(int code) {
        isStatusWrong = code != run.spec().target().http().expectStatus();
    }

    /** Ends the message with an answer. @return whether it was the right one, in time */
    boolean answer(byte[] answer) {
        return answer(Arrays.equals(answer, message));
    }

    /** Ends the message with an answer. @return whether it was the right one, in time */
    boolean answer(boolean isEcho) {
        boolean isRight = isEcho || run.spec().check() == Target.Check.ANY;
        long nowNs = run.clock().nanoTime();
        boolean isLate = nowNs - sentNs > run.spec().phases().timeoutNs();
        Outcome kind = isStatusWrong ? Outcome.WRONG_STATUS : isRight ? Outcome.ANSWERED : Outcome.WRONG_ANSWER;
        end(isLate ? Outcome.TIMED_OUT : kind, nowNs);
        return outcome == Outcome.ANSWERED;
    }

    void fail(Outcome failure) {
        end(failure, run.clock().nanoTime());
    }

    /** Ends a message that Gatling gave up; it does not say why, so the last step that was reached tells. */
    void resolve() {
        if (!isOpen) {
            return;
        }
        long nowNs = run.clock().nanoTime();
        if (sentNs == UNKNOWN) {
            sentNs = nowNs;
        }
        end(lastStep(nowNs - sentNs), nowNs);
    }

    private Outcome lastStep(long ageNs) {
        if (ageNs >= run.spec().phases().timeoutNs() - TIMER_NS) {
            return Outcome.TIMED_OUT;
        }
        return switch (connection) {
            case NONE, CONNECTING -> Outcome.CONNECT_FAILED;
            case SHAKING_HANDS -> Outcome.HANDSHAKE_REFUSED;
            case STANDING -> isStatusWrong ? Outcome.WRONG_STATUS : Outcome.RESET;
        };
    }

    private void end(Outcome ending, long nowNs) {
        if (!isOpen) {
            throw new IllegalStateException("a message ended twice: " + outcome + ", then " + ending);
        }
        isOpen = false;
        outcome = ending;
        recorder.record(ending, intendedNs, sentNs, nowNs);
        if (ending == Outcome.ANSWERED) {
            tally.countAnswer(nowNs);
        }
        run.ended(ending, sentNs, nowNs);
    }

    /** How the last message ended, or null. */
    Outcome outcome() {
        return outcome;
    }
}
