package dev.wirebench.model.plan;

import java.util.List;

/** What a gate demands of a run. Immutable. */
public sealed interface GateRule {

    GateSubject subject();

    /** Whether a run of these cells and loads measures what is asked about. */
    default boolean isMeasuredBy(List<Cell> cells, List<Load> loads) {
        return !subject().select(cells, loads).isEmpty();
    }

    /** A limit on a number: {@code websocket-long.p99 < 2 ms}. In ns, per second, bytes, messages or as a share of 1. */
    record Limit(GateSubject subject, Relation relation, double value) implements GateRule {}

    /**
     * Between two cells of one run: {@code websocket-long.p50 < 0.5 x http-short.p50}. Both sides name a load or neither
     * does, which asks about each load in turn, the same on both sides.
     *
     * @param factor above 0; 1 where none is written
     */
    record Ratio(GateSubject subject, Relation relation, double factor, GateSubject other) implements GateRule {
        @Override
        public boolean isMeasuredBy(List<Cell> cells, List<Load> loads) {
            return !subject.select(cells, loads).isEmpty()
                    && !other.select(cells, loads).isEmpty();
        }
    }

    /**
     * Against a baseline.
     *
     * @param tolerance as a share of the baseline's value, above 0: 1 + tolerance of it for a metric of which more is worse;
     *     1 - tolerance of it for throughput, so there it is below 1
     */
    record NoWorse(GateSubject subject, double tolerance, Form form) implements GateRule {

        /** What the tolerance is. */
        public enum Form {
            /** {@code p99 not worse, 10 % matters}: a change that must not escape; what is surely worse by half of it fails. */
            NOT_WORSE,
            /** {@code p99 no more than 10 % worse}: a limit, on which side of which the value must surely lie. */
            NO_MORE_THAN
        }
    }

    /** How the number must stand to its limit. */
    enum Relation {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("==");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        public boolean holds(double value, double limit) {
            return switch (this) {
                case LESS -> value < limit;
                case LESS_OR_EQUAL -> value <= limit;
                case GREATER -> value > limit;
                case GREATER_OR_EQUAL -> value >= limit;
                case EQUAL -> value == limit;
            };
        }

        /** Whether it holds for every value that is small enough. */
        public boolean isUpperLimit() {
            return this == LESS || this == LESS_OR_EQUAL;
        }

        static Relation of(String sign) {
            for (Relation relation : values()) {
                if (relation.sign.equals(sign)) {
                    return relation;
                }
            }
            throw new IllegalArgumentException(sign + " is not one of <, <=, >, >=, ==");
        }
    }

    /**
     * Reads a rule as it stands in a plan.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    static GateRule parse(String text) {
        return GateSyntax.parse(text);
    }
}
