package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How Wirebench is to compare with another; reported, and never asserted. Immutable.
 *
 * @param row of which Wirebench's {@code metric} is divided by the contender's
 */
record Goal(String row, String contender, Metric metric, Bound bound) {

    /** @param isUpper whether the ratio is to be at most the limit, and else at least */
    record Bound(boolean isUpper, double limit) {

        static Bound atMost(double limit) {
            return new Bound(true, limit);
        }

        static Bound atLeast(double limit) {
            return new Bound(false, limit);
        }

        boolean isKeptBy(double ratio) {
            return isUpper ? ratio <= limit : ratio >= limit;
        }
    }

    /** Of a client and of a target that are as good as bare C, with what they record and check beside it. */
    private static final Bound NEAR_C = Bound.atMost(1.15);

    /** A connection for each message costs the JVM objects that C does not have. */
    private static final Bound NEAR_C_SHORT = Bound.atMost(1.25);

    /** All there are. */
    static final List<Goal> ALL = all();

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        goals.add(cost("http-long", Tools.WRK, Bound.atMost(0.95)));
        goals.add(cost("http-short", Tools.WRK, Bound.atMost(1.00)));
        goals.add(cost("websocket-long", Rows.C_CLIENT, NEAR_C));
        goals.add(cost("raw-long", Rows.C_CLIENT, NEAR_C));
        goals.add(cost("raw-short", Rows.C_CLIENT, NEAR_C_SHORT));
        goals.add(cost("websocket-short", Rows.C_CLIENT, NEAR_C_SHORT));
        goals.add(new Goal("ping-pong", Tools.SOCKPERF, Metric.P50_US, Bound.atMost(1.10)));
        for (int connections : Rows.TARGET_CONNECTIONS) {
            String row = Rows.rawTarget(connections);
            goals.add(cost(row, Rows.C_ECHO, NEAR_C));
            goals.add(new Goal(row, Rows.C_ECHO, Metric.MESSAGES_PER_SECOND, Bound.atLeast(1 / 1.15)));
        }
        return List.copyOf(goals);
    }

    private static Goal cost(String row, String contender, Bound bound) {
        return new Goal(row, contender, Metric.CPU_US_PER_MESSAGE, bound);
    }

    /** Empty where it was not measured. */
    Optional<Spread> ratio(List<Compared> rows) {
        return rows.stream()
                .filter(compared -> compared.id().equals(row))
                .findFirst()
                .flatMap(compared -> compared.ratioTo(contender, metric));
    }

    String verdict(List<Compared> rows) {
        return ratio(rows)
                .map(ratio -> bound.isKeptBy(ratio.median()) ? "yes" : "no")
                .orElse("not measured");
    }
}
