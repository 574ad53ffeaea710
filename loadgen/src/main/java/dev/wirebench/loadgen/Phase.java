package dev.wirebench.loadgen;

import dev.wirebench.model.ConnectionEvents;
import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Traffic;

/** What one worker records of the messages intended in one phase. Confined to one worker. */
final class Phase {

    final LatencyRecorder recorder;
    long connections;
    long reopened;
    long unasked;
    long connectionBytesUp;
    long connectionBytesDown;
    long messageBytesUp;
    long messageBytesDown;

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

    Traffic traffic() {
        return new Traffic(connections, connectionBytesUp, connectionBytesDown, messageBytesUp, messageBytesDown);
    }
}
