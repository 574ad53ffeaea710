package dev.wirebench.benchmark.scaling;

import dev.wirebench.model.plan.Cell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The one parameter that is varied, with the others kept at the reference. */
enum Axis {
    CONNECTIONS("connections", 1, 8, 64, 512, 4096) {
        @Override
        ScalingPoint point(Cell cell, int value) {
            return ScalingPoint.reference(cell).withConnections(value);
        }
    },
    PAYLOAD("payload bytes", 64, 1 << 10, 1 << 14, 1 << 20) {
        @Override
        ScalingPoint point(Cell cell, int value) {
            return ScalingPoint.reference(cell).withPayloadBytes(value);
        }
    },
    /** Two workers need more than the generator's one processor, so these points are not pinned. */
    WORKERS("workers", 1, 2) {
        @Override
        ScalingPoint point(Cell cell, int value) {
            return ScalingPoint.reference(cell).withWorkersNotPinned(value);
        }

        @Override
        ScalingPoint reference(Cell cell) {
            return point(cell, 1);
        }
    };

    static final List<Cell> CELLS = Stream.of("raw-long", "websocket-long", "http-long")
            .map(Cell::parse)
            .toList();

    private final String label;
    private final List<Integer> values;

    Axis(String label, Integer... values) {
        this.label = label;
        this.values = List.of(values);
    }

    abstract ScalingPoint point(Cell cell, int value);

    /** The point with which this axis' points are compared. */
    ScalingPoint reference(Cell cell) {
        return ScalingPoint.reference(cell);
    }

    String label() {
        return label;
    }

    /** Name in data. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Integer> steps() {
        return values;
    }

    /** Every point once, even if it lies on several axes; pinned ones first. */
    static Set<ScalingPoint> points() {
        Set<ScalingPoint> points = new LinkedHashSet<>();
        for (Axis axis : Axis.values()) {
            for (Cell cell : CELLS) {
                axis.values.forEach(value -> points.add(axis.point(cell, value)));
            }
        }
        return points;
    }
}
