package dev.wirebench.simulation;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Service;
import io.gatling.javaapi.core.Session;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A Gatling user with one connection and at most one message in flight.
 *
 * <p>Only this class takes timestamps, right where a message begins and ends, so that Gatling's own work is excluded. Confined
 * to one event loop.
 */
final class VirtualUser {

    /** Gatling's timers have a resolution of 1 ms and may start shortly before the send. */
    private static final long TIMER_NS = 1_000_000;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private static final String KEY = "user";

    private enum Connection {
        NONE,
        CONNECTING,
        HANDSHAKING,
        OPEN
    }

    private final CellRun run;
    private final byte[] message;
    private final ByteBuffer messageBuffer;
    private EventLoopStats stats;
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

    /** Content of the message in flight; the array is reused. */
    byte[] message() {
        return message;
    }

    /** Called when all users of the cell are ready. */
    void start() {
        run.start();
        stats = run.stats();
        if (openingNs != UNKNOWN) {
            stats.countConnection(openingNs);
        }
        if (openingHandshakeNs != UNKNOWN) {
            stats.measured.recordHandshake(openingHandshakeNs);
        }
    }

    /** Takes the next message. @return false if there is none */
    boolean takeNext() {
        return run.assignNext(this);
    }

    /** @param index the message's sequence number within the cell */
    void take(int index, long nextIntendedNs) {
        intendedNs = nextIntendedNs;
        recorder = intendedNs < run.measureNs() ? stats.warmUp : stats.measured;
        run.spec().payload().put(index, messageBuffer.clear());
        sentNs = UNKNOWN;
        isStatusWrong = false;
        outcome = null;
        isOpen = true;
    }

    boolean isWarmUp() {
        return recorder != stats.measured;
    }

    long intendedNs() {
        return intendedNs;
    }

    /** Called at the intended send, or earlier if the run was stopped. @return whether to send the message */
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

    /** Takes the time of the send, unless it was taken when a connection was opened for the message. */
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

    /** @param needsHandshake whether the connection cannot be used before {@link #handshakeDone} */
    void connected(boolean needsHandshake) {
        long nowNs = run.clock().nanoTime();
        long connectNs = nowNs - stepNs;
        if (stats == null) {
            openingNs = connectNs;
        } else if (isCounted()) {
            stats.countConnection(connectNs);
        }
        stepNs = nowNs;
        connection = needsHandshake ? Connection.HANDSHAKING : Connection.OPEN;
    }

    void handshakeDone() {
        long handshakeNs = run.clock().nanoTime() - stepNs;
        if (stats == null) {
            openingHandshakeNs = handshakeNs;
        } else if (isCounted()) {
            stats.measured.recordHandshake(handshakeNs);
        }
        connection = Connection.OPEN;
    }

    /** A long-lived connection counts, whenever it was opened. */
    private boolean isCounted() {
        return !isWarmUp() || run.spec().cell().isLong();
    }

    boolean isConnecting() {
        return connection == Connection.CONNECTING;
    }

    boolean isConnected() {
        return connection == Connection.OPEN;
    }

    /** Whether the connection has carried all its messages. */
    boolean isConnectionSpent() {
        return messagesOnConnection >= run.spec().cell().messagesPerConnection();
    }

    /** Whether the next message is the connection's last. */
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

    /** Status of the HTTP response, before {@link #answer} is called for it. */
    void status(int code) {
        isStatusWrong = code != run.spec().target().service(HttpService.class).expectStatus();
    }

    /** Ends the message with an answer. @return whether it was correct and in time */
    boolean answer(byte[] answer) {
        return answer(Arrays.equals(answer, message));
    }

    /** Ends the message with an answer. @return whether it was correct and in time */
    boolean answer(boolean isEcho) {
        boolean isRight = isEcho || run.spec().check() == Service.Check.ANY;
        long nowNs = run.clock().nanoTime();
        boolean isLate = nowNs - sentNs > run.spec().phases().timeoutNs();
        Outcome kind = isStatusWrong ? Outcome.WRONG_STATUS : isRight ? Outcome.ANSWERED : Outcome.WRONG_ANSWER;
        end(isLate ? Outcome.TIMED_OUT : kind, nowNs);
        return outcome == Outcome.ANSWERED;
    }

    void fail(Outcome failure) {
        end(failure, run.clock().nanoTime());
    }

    /** Ends a message that Gatling gave up; as Gatling gives no reason, the last step reached determines the outcome. */
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
            case HANDSHAKING -> Outcome.HANDSHAKE_REFUSED;
            case OPEN -> isStatusWrong ? Outcome.WRONG_STATUS : Outcome.RESET;
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
            stats.countAnswer(nowNs);
        }
        run.ended(ending, sentNs, nowNs);
    }

    /** How the last message ended, or null. */
    Outcome outcome() {
        return outcome;
    }
}
