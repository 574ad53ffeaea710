package dev.wirebench.benchmark.scaling;

import dev.wirebench.model.plan.Cell;

/**
 * Parameters of one measurement. Immutable.
 *
 * @param isPinned whether generator and target have a processor each, or share all of them
 */
record ScalingPoint(Cell cell, int connections, int payloadBytes, int workers, boolean isPinned) {

    static ScalingPoint reference(Cell cell) {
        return new ScalingPoint(cell, 64, 64, 1, true);
    }

    ScalingPoint withConnections(int value) {
        return new ScalingPoint(cell, value, payloadBytes, workers, isPinned);
    }

    ScalingPoint withPayloadBytes(int value) {
        return new ScalingPoint(cell, connections, value, workers, isPinned);
    }

    ScalingPoint withWorkersNotPinned(int value) {
        return new ScalingPoint(cell, connections, payloadBytes, value, false);
    }

    @Override
    public String toString() {
        return cell.name() + ", connections " + connections + ", payload bytes " + payloadBytes + ", workers "
                + workers;
    }
}
