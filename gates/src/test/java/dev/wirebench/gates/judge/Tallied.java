package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;
import java.util.List;
import java.util.Locale;

/** What came of many simulated gates: shares of the decisions, and the median number of pairs. */
record Tallied(String name, double fail, double pass, double inconclusive, int medianPairs) {

    static Tallied of(String name, List<CheckAnswer> answers) {
        double n = answers.size();
        int[] pairs = answers.stream().mapToInt(CheckAnswer::slots).sorted().toArray();
        return new Tallied(
                name,
                count(answers, Decision.FAIL) / n,
                count(answers, Decision.PASS) / n,
                count(answers, Decision.INCONCLUSIVE) / n,
                pairs[pairs.length / 2]);
    }

    private static long count(List<CheckAnswer> answers, Decision decision) {
        return answers.stream().filter(answer -> answer.decision() == decision).count();
    }

    static String head(String what) {
        return String.format(
                        Locale.ROOT, "| %-58s | FAIL %% | PASS %% | inconclusive %% | median slots or pairs |%n", what)
                + "|" + "-".repeat(60) + "|---:|---:|---:|---:|";
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %-58s | %6.2f | %6.2f | %14.2f | %21d |",
                name,
                100 * fail,
                100 * pass,
                100 * inconclusive,
                medianPairs);
    }

    static void print(String head, List<Tallied> rows) {
        StringBuilder table = new StringBuilder(head(head)).append('\n');
        rows.forEach(row -> table.append(row.row()).append('\n'));
        System.out.println(table);
    }
}
