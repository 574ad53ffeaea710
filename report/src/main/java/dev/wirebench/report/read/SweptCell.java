package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.GateRule;
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
            return broken().map(rate -> "< " + units.perSecond(rate.ratePerSecond()))
                    .orElse(Units.MISSING);
        }
        String rate = units.perSecond(highest.get().ratePerSecond());
        return broken().isPresent() ? rate : units.atLeast() + rate;
    }

    /** In a sentence, without its full stop. */
    public String sentence(Units units) {
        Optional<SweptRate> highest = highest();
        Optional<SweptRate> broken = broken();
        String name = cell.name() + ": " + limit;
        if (highest.isEmpty()) {
            return name
                    + broken.map(rate -> " did not hold at " + units.perSecond(rate.ratePerSecond()))
                            .orElse(": nothing is known, as the generator itself was late");
        }
        String held = name + " held up to " + units.perSecond(highest.get().ratePerSecond());
        return held
                + broken.map(rate -> ", but not at " + units.perSecond(rate.ratePerSecond()))
                        .orElse(
                                isGeneratorTheLimit()
                                        ? ", beyond which the generator itself was late"
                                        : ", and none above was asked");
    }
}
