package dev.wirebench.benchmark.scaling;

import dev.wirebench.model.Cell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is varied while everything else stays as at the reference. */
public enum Axis {
    CONNECTIONS("connections", List.of(1, 8, 64, 512, 4096)) {
        @Override
        Point point(Cell cell, int value) {
            Point reference = Point.reference(cell);
            return new Point(cell, value, reference.payloadBytes(), reference.workers(), true);
        }
    },
    PAYLOAD("payload bytes", List.of(64, 1 << 10, 1 << 14, 1 << 20)) {
        @Override
        Point point(Cell cell, int value) {
            Point reference = Point.reference(cell);
            return new Point(cell, reference.connections(), value, reference.workers(), true);
        }
    },
    /** Two workers need more than the generator's one processor. */
    WORKERS("workers", List.of(1, 2)) {
        @Override
        Point point(Cell cell, int value) {
            Point reference = Point.reference(cell);
            return new Point(cell, reference.connections(), reference.payloadBytes(), value, false);
        }

        @Override
        Point reference(Cell cell) {
            return point(cell, 1);
        }
    };

    public static final List<Cell> CELLS = List.of("raw-long", "websocket-long", "http-long").stream()
            .map(Cell::parse)
            .toList();

    private final String label;
    private final List<Integer> steps;

    Axis(String label, List<Integer> steps) {
        this.label = label;
        this.steps = steps;
    }

    abstract Point point(Cell cell, int value);

    /** What this axis' points are compared with. */
    Point reference(Cell cell) {
        return Point.reference(cell);
    }

    String label() {
        return label;
    }

    /** Names the axis in data. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Integer> steps() {
        return steps;
    }

    /** Every point once, whatever axes it lies on: pinned ones first. */
    public static Set<Point> points() {
        Set<Point> points = new LinkedHashSet<>();
        for (Axis axis : Axis.values()) {
            for (Cell cell : CELLS) {
                axis.steps.forEach(value -> points.add(axis.point(cell, value)));
            }
        }
        return points;
    }
}
