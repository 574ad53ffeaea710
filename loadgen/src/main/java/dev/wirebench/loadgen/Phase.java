package dev.wirebench.loadgen;

import dev.wirebench.model.LatencyRecorder;
import dev.wirebench.model.Traffic;

/** What one worker records of the messages intended in one phase. Confined to one worker. */
final class Phase {

    final LatencyRecorder recorder;
    long connections;
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
        connectionBytesUp += opening.connectionBytesUp;
        connectionBytesDown += opening.connectionBytesDown;
    }

    Traffic traffic() {
        return new Traffic(connections, connectionBytesUp, connectionBytesDown, messageBytesUp, messageBytesDown);
    }
}
