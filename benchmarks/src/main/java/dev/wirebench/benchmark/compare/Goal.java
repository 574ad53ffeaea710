package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * Target ratio of Wirebench to a competitor; reported, never asserted. Immutable.
 *
 * @param isUpper whether the ratio must be at most {@code limit}, rather than at least
 */
record Goal(String row, String competitor, CompareMetric metric, boolean isUpper, double limit) {

    /** A client or target as good as plain C, with recording and checking on top. */
    private static final double NEAR_C = 1.15;

    /** A connection per message costs the JVM objects that C does not need. */
    private static final double NEAR_C_SHORT = 1.25;

    static final List<Goal> ALL = all();

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        goals.add(cpu("http-long", InstalledTools.WRK, 0.95));
        goals.add(cpu("http-short", InstalledTools.WRK, 1.00));
        goals.add(cpu("websocket-long", CompareRows.C_CLIENT, NEAR_C));
        goals.add(cpu("raw-long", CompareRows.C_CLIENT, NEAR_C));
        goals.add(cpu("raw-short", CompareRows.C_CLIENT, NEAR_C_SHORT));
        goals.add(cpu("websocket-short", CompareRows.C_CLIENT, NEAR_C_SHORT));
        goals.add(new Goal("ping-pong", InstalledTools.SOCKPERF, CompareMetric.P50_US, true, 1.10));
        for (int connections : CompareRows.TARGET_CONNECTIONS) {
            String row = CompareRows.rawTarget(connections);
            goals.add(cpu(row, CompareRows.C_ECHO, NEAR_C));
            goals.add(new Goal(row, CompareRows.C_ECHO, CompareMetric.MESSAGES_PER_SECOND, false, 1 / 1.15));
        }
        return List.copyOf(goals);
    }

    private static Goal cpu(String row, String competitor, double limit) {
        return new Goal(row, competitor, CompareMetric.CPU_US_PER_MESSAGE, true, limit);
    }

    boolean isMetBy(double ratio) {
        return isUpper ? ratio <= limit : ratio >= limit;
    }

    /** Unknown if it was not measured. */
    Spread ratio(List<RowResult> rows) {
        return rows.stream()
                .filter(result -> result.id().equals(row))
                .findFirst()
                .map(result -> result.ratioTo(competitor, metric))
                .orElse(Spread.of());
    }

    String verdict(List<RowResult> rows) {
        Spread ratio = ratio(rows);
        if (!ratio.isKnown()) {
            return "not measured";
        }
        return isMetBy(ratio.median()) ? "yes" : "no";
    }
}
