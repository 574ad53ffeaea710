package dev.wirebench.loadgen;

import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.Traffic;

/**
 * One worker's recordings for the messages intended in one phase. Confined to one worker, except for what it hands
 * over.
 */
final class Phase {

    final LatencyRecorder recorder;
    long connections;
    long reopened;
    long unasked;
    long connectionBytesUp;
    long connectionBytesDown;
    long messageBytesUp;
    long messageBytesDown;

    /** Values at the last hand-over: written before it, read after it. */
    private long connectionsSoFar;

    private long connectionBytesUpSoFar;
    private long connectionBytesDownSoFar;
    private long messageBytesUpSoFar;
    private long messageBytesDownSoFar;

    Phase(LatencyRecorder recorder) {
        this.recorder = recorder;
    }

    /** Adds the connections opened before the start. */
    void addOpening(Phase opening) {
        recorder.addOpening(opening.recorder);
        connections += opening.connections;
        unasked += opening.unasked;
        connectionBytesUp += opening.connectionBytesUp;
        connectionBytesDown += opening.connectionBytesDown;
    }

    /** @param tellsAnswers whether the plan says how to tell an answer from an unasked message */
    ConnectionEvents events(boolean tellsAnswers) {
        return new ConnectionEvents(reopened, unasked, tellsAnswers ? 0 : unasked);
    }

    /** Called by the worker. Allocates nothing. */
    void handOver(long nowNs) {
        connectionsSoFar = connections;
        connectionBytesUpSoFar = connectionBytesUp;
        connectionBytesDownSoFar = connectionBytesDown;
        messageBytesUpSoFar = messageBytesUp;
        messageBytesDownSoFar = messageBytesDown;
        recorder.handOver(nowNs);
    }

    /** Traffic at the last hand-over; read it after taking that. */
    Traffic trafficSoFar() {
        return new Traffic(
                connectionsSoFar,
                connectionBytesUpSoFar,
                connectionBytesDownSoFar,
                messageBytesUpSoFar,
                messageBytesDownSoFar);
    }

    Traffic traffic() {
        return new Traffic(connections, connectionBytesUp, connectionBytesDown, messageBytesUp, messageBytesDown);
    }
}
