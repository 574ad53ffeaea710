package dev.wirebench.benchmark.scaling;

import dev.wirebench.model.Cell;

/**
 * One measuring point. Immutable.
 *
 * @param isPinned whether generator and target have a processor each, or share all of them
 */
public record Point(Cell cell, int connections, int payloadBytes, int workers, boolean isPinned) {

    /** What the others are compared with. */
    static Point reference(Cell cell) {
        return new Point(cell, 64, 64, 1, true);
    }

    @Override
    public String toString() {
        return cell.name() + ", connections " + connections + ", payload bytes " + payloadBytes + ", workers "
                + workers;
    }
}
