package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.GateRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sweep found of one cell. Immutable.
 *
 * @param limit as the plan writes it
 * @param rates in ascending order
 */
public record SweptCell(Cell cell, String limit, List<SweptRate> rates) {

    /** By cell, in reading order. */
    static List<SweptCell> of(List<Series> swept, String limit) {
        GateRule.Limit rule = (GateRule.Limit) GateRule.parse(limit);
        Map<Cell, List<SweptRate>> rates =
                new TreeMap<>(Comparator.comparing(Cell::protocol).thenComparing(Cell::messagesPerConnection));
        for (Series series : swept) {
            rates.computeIfAbsent(series.record().cell(), cell -> new ArrayList<>())
                    .add(SweptRate.of(series, rule));
        }
        List<SweptCell> cells = new ArrayList<>();
        rates.forEach((cell, found) -> {
            found.sort(Comparator.comparingDouble(SweptRate::ratePerSecond));
            cells.add(new SweptCell(cell, limit, List.copyOf(found)));
        });
        return cells;
    }

    /** The highest rate at which the limit held; empty if it held at none. */
    public Optional<SweptRate> highest() {
        return rates.stream()
                .filter(rate -> rate.standing() == SweptRate.Standing.KEPT)
                .reduce((lower, higher) -> higher);
    }

    /** The lowest rate above {@link #highest} at which the target broke the limit; empty where the search ended before. */
    public Optional<SweptRate> broken() {
        double kept = highest().map(SweptRate::ratePerSecond).orElse(0.0);
        return rates.stream()
                .filter(rate -> rate.ratePerSecond() > kept)
                .findFirst()
                .filter(rate -> rate.standing() == SweptRate.Standing.BROKEN);
    }

    /** Whether the generator, and not the target, was what could do no more. */
    public boolean isGeneratorTheLimit() {
        double kept = highest().map(SweptRate::ratePerSecond).orElse(0.0);
        return rates.stream()
                .filter(rate -> rate.ratePerSecond() > kept)
                .findFirst()
                .filter(rate -> rate.standing() == SweptRate.Standing.GENERATOR_LIMITED)
                .isPresent();
    }

    /** The highest rate, or what is known instead. */
    public String text(Units units) {
        Optional<SweptRate> highest = highest();
        if (highest.isEmpty()) {
            return rates.isEmpty() || broken().isEmpty()
                    ? Units.MISSING
                    : "< " + units.perSecond(rates.get(0).ratePerSecond());
        }
        String rate = units.perSecond(highest.get().ratePerSecond());
        return broken().isPresent() ? rate : units.atLeast() + rate;
    }

    /** In a sentence. */
    public String sentence(Units units) {
        String why = isGeneratorTheLimit()
                ? "; beyond it the generator itself was late"
                : broken().map(rate -> "; at " + units.perSecond(rate.ratePerSecond()) + " it did not hold")
                        .orElse("");
        return cell.name() + " kept " + limit + " up to " + text(units) + why;
    }
}
