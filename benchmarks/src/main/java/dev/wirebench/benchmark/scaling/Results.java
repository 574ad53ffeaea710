package dev.wirebench.benchmark.scaling;

import dev.wirebench.benchmark.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What all points came to in all rounds. Confined to one thread. */
public final class Results {

    private final Map<Point, List<Figures>> rounds = new HashMap<>();

    /** Adds a point's next round. */
    public void add(Point point, Figures figures) {
        rounds.computeIfAbsent(point, each -> new ArrayList<>()).add(figures);
    }

    Spread spread(Point point, Quantity quantity) {
        return Spread.ofFinite(rounds(point).stream().mapToDouble(quantity::of));
    }

    /** The quotients of each round, whose two blocks were measured close to each other. */
    Spread ratio(Point point, Point reference, Quantity quantity) {
        List<Figures> own = rounds(point);
        List<Figures> others = rounds(reference);
        return Spread.ofFinite(IntStream.range(0, own.size())
                .mapToDouble(round -> quantity.of(own.get(round)) / quantity.of(others.get(round))));
    }

    /** Messages without an answer in all rounds. */
    long unanswered(Point point) {
        return rounds(point).stream().mapToLong(Figures::unanswered).sum();
    }

    private List<Figures> rounds(Point point) {
        return rounds.getOrDefault(point, List.of());
    }
}
