package dev.wirebench.loadgen;

import dev.wirebench.model.ConnectionEvents;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Traffic;

/** What one worker records of the messages intended in one phase. Confined to one worker, but for what it hands over. */
final class Phase {

    final LatencyRecorder recorder;
    long connections;
    long reopened;
    long unasked;
    long connectionBytesUp;
    long connectionBytesDown;
    long messageBytesUp;
    long messageBytesDown;

    /** As of when the worker last handed over what it had recorded: written before that, and read after. */
    private long connectionsSoFar;

    private long connectionBytesUpSoFar;
    private long connectionBytesDownSoFar;
    private long messageBytesUpSoFar;
    private long messageBytesDownSoFar;

    Phase(LatencyRecorder recorder) {
        this.recorder = recorder;
    }

    /** Adds the connections that were opened before the start. */
    void addOpening(Phase opening) {
        recorder.addOpening(opening.recorder);
        connections += opening.connections;
        unasked += opening.unasked;
        connectionBytesUp += opening.connectionBytesUp;
        connectionBytesDown += opening.connectionBytesDown;
    }

    /** @param tellsAnswers whether something tells an answer from an unasked message */
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

    /** Of what was handed over last; to be asked by whoever took that. */
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
