package dev.wirebench.harness.run;

import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.Verdict.Validity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a self-check has found, by cause: a sentence for each, about the worst series, with the others named. Confined to one thread. */
final class Reasons {

    /** From so many others on, they are not named where they are all there are. */
    private static final int MANY = 4;

    /** @param of the load that it ran under; empty where the cell alone is meant */
    private record Finding(String cell, String load, double excess, String text) {}

    private final Map<Cause, List<Finding>> findings = new EnumMap<>(Cause.class);

    /**
     * Keeps a finding.
     *
     * @param load empty where the cell under any load is meant
     * @param excess by which findings of one cause are compared
     */
    void add(Cause cause, String cell, String load, double excess, String text) {
        findings.computeIfAbsent(cause, none -> new ArrayList<>()).add(new Finding(cell, load, excess, text));
    }

    /** @param asked how many series were asked */
    Verdict verdict(int asked) {
        List<String> reasons = new ArrayList<>();
        Validity validity = Validity.VALID;
        for (Map.Entry<Cause, List<Finding>> each : findings.entrySet()) {
            reasons.add(sentence(each.getKey(), each.getValue(), asked));
            boolean isWorse = each.getKey().validity().compareTo(validity) > 0;
            validity = isWorse ? each.getKey().validity() : validity;
        }
        return new Verdict(validity, reasons);
    }

    private static String sentence(Cause cause, List<Finding> found, int asked) {
        Finding worst = found.get(0);
        for (Finding each : found) {
            worst = each.excess > worst.excess ? each : worst;
        }
        List<Finding> others = new ArrayList<>(found);
        others.remove(worst);
        String also = others.isEmpty()
                ? ""
                : others.size() >= MANY && others.size() == asked - 1
                        ? String.format(Locale.ROOT, " (and in all %d other series)", others.size())
                        : " (and in " + names(others) + ")";
        return cause.label() + ": " + worst.text + also + ". " + cause.remedy();
    }

    /** Cells under each load. */
    private static String names(List<Finding> findings) {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        findings.forEach(each ->
                cells.computeIfAbsent(each.load, none -> new ArrayList<>()).add(each.cell));
        List<String> names = new ArrayList<>();
        cells.forEach((load, of) -> names.add(String.join(", ", of) + (load.isEmpty() ? "" : " under " + load)));
        return String.join("; ", names);
    }
}
