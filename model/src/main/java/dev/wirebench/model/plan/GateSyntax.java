package dev.wirebench.model.plan;

import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.GateRule.NoWorse;
import dev.wirebench.model.plan.GateRule.NoWorse.Form;
import dev.wirebench.model.plan.GateRule.Ratio;
import dev.wirebench.model.plan.GateRule.Relation;
import dev.wirebench.model.plan.Metric.Dimension;
import dev.wirebench.model.text.Require;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the rules of gates are written; the pattern of {@code plan.schema.json} accepts the same. */
final class GateSyntax {

    private static final String FORMS = "a rule is one of: '[cell.][load.]metric < 2 ms' (also <=, >, >=, ==),"
            + " 'cell.metric < 0.5 x other-cell.metric', '[cell.][load.]metric not worse, 10 % matters',"
            + " '[cell.][load.]metric no more than 10 % worse'";

    private static final String NUMBER = "((?:0|[1-9][0-9]{0,11})(?:\\.[0-9]{1,9})?)";
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NOT_WORSE = Pattern.compile("(\\S+) not worse ?, ?" + NUMBER + " ?% matters");
    private static final Pattern NO_MORE_THAN = Pattern.compile("(\\S+) no more than " + NUMBER + " ?% worse");
    /** What YAML leaves of a rule in brackets or braces. */
    private static final Pattern CUT_AT_COMMA = Pattern.compile("\\S+ not worse|" + NUMBER + " ?% matters");

    private static final Pattern RELATION = Pattern.compile("(\\S+?) ?(<=|>=|==|<|>) ?(\\S.*)");
    private static final Pattern RATIO = Pattern.compile("(?:" + NUMBER + " ?[x\u00d7*] ?)?([a-z]\\S*)");
    private static final Pattern QUANTITY = Pattern.compile(NUMBER + " ?(\\S*)");

    private static final Map<Dimension, Map<String, Double>> UNITS = Map.of(
            Dimension.TIME,
            // Micro has two signs that look alike: U+00B5, and the Greek letter.
            Map.of("ns", 1.0, "us", 1e3, "\u00b5s", 1e3, "\u03bcs", 1e3, "ms", 1e6, "s", 1e9),
            Dimension.RATE,
            Map.of("/s", 1.0),
            Dimension.BYTES,
            Map.of("B", 1.0, "kB", 1e3, "MB", 1e6, "KiB", 1024.0, "MiB", 1024.0 * 1024.0),
            Dimension.SHARE,
            Map.of("%", 0.01),
            Dimension.COUNT,
            Map.of("", 1.0),
            Dimension.CORES,
            Map.of("cores", 1.0));

    private static final int MAX_FACTOR = 1000;
    private static final int MAX_TOLERANCE_PERCENT = 1000;

    private GateSyntax() {}

    static GateRule parse(String rule) {
        String text = SPACE.matcher(rule).replaceAll(" ").strip();
        Matcher notWorse = NOT_WORSE.matcher(text);
        if (notWorse.matches()) {
            return noWorse(notWorse, Form.NOT_WORSE);
        }
        Matcher noMoreThan = NO_MORE_THAN.matcher(text);
        if (noMoreThan.matches()) {
            return noWorse(noMoreThan, Form.NO_MORE_THAN);
        }
        Matcher relation = RELATION.matcher(text);
        if (!relation.matches()) {
            boolean isCut = CUT_AT_COMMA.matcher(text).matches();
            throw new IllegalArgumentException("'" + text + "' is not a rule; "
                    + (isCut
                            ? "in [ ] and { } a rule with a comma needs quotes: \"p99 not worse, 10 % matters\""
                            : FORMS));
        }
        GateSubject subject = GateSubject.parse(relation.group(1));
        Relation sign = Relation.of(relation.group(2));
        Matcher ratio = RATIO.matcher(relation.group(3));
        return ratio.matches() ? ratio(subject, sign, ratio) : limit(subject, sign, relation.group(3));
    }

    private static NoWorse noWorse(Matcher rule, Form form) {
        GateSubject subject = GateSubject.parse(rule.group(1));
        BigDecimal percent = new BigDecimal(rule.group(2));
        requireRatio(subject.metric());
        Require.positive("the tolerance in %", percent.doubleValue(), MAX_TOLERANCE_PERCENT);
        if (!subject.metric().isLargerWorse() && percent.doubleValue() >= 100) {
            throw new IllegalArgumentException(
                    subject.metric() + " cannot fall by " + percent + " %: the tolerance must be below 100 %");
        }
        return new NoWorse(subject, percent.movePointLeft(2).doubleValue(), form);
    }

    private static Ratio ratio(GateSubject subject, Relation relation, Matcher ratio) {
        GateSubject other = GateSubject.parse(ratio.group(2));
        double factor = ratio.group(1) == null ? 1 : Double.parseDouble(ratio.group(1));
        Require.positive("the factor", factor, MAX_FACTOR);
        if (relation == Relation.EQUAL) {
            throw new IllegalArgumentException("two cells are never equal: allowed are <, <=, > and >=");
        }
        boolean isAlike = subject.metric() instanceof Percentile
                ? other.metric() instanceof Percentile
                : subject.metric() == other.metric();
        if (!isAlike) {
            throw new IllegalArgumentException("both sides of a ratio must be percentiles, or the same metric, not "
                    + subject.metric() + " and " + other.metric());
        }
        requireRatio(subject.metric());
        if (subject.cell() == null || other.cell() == null) {
            throw new IllegalArgumentException(
                    "both sides of a ratio must name a cell, as in 'websocket-long.p50 < 0.5 x http-short.p50'");
        }
        if ((subject.load() == null) != (other.load() == null)) {
            throw new IllegalArgumentException("both sides of a ratio must name a load, or neither");
        }
        if (subject.cell().equals(other.cell())
                && (subject.load() == null || subject.load().equals(other.load()))) {
            throw new IllegalArgumentException(
                    "a ratio is between two cells, or two loads of a cell, but both sides are " + subject.cell()
                            + (subject.load() == null ? "" : "." + subject.load()));
        }
        return new Ratio(subject, relation, factor, other);
    }

    private static void requireRatio(Metric metric) {
        if (metric.isOfFailures()) {
            throw new IllegalArgumentException(
                    metric + " can only have a limit, as in 'failed == 0': nothing is a multiple of 0");
        }
    }

    private static Limit limit(GateSubject subject, Relation relation, String text) {
        Metric metric = subject.metric();
        double value = quantity(metric, text);
        if (relation == Relation.EQUAL && !metric.isExact()) {
            throw new IllegalArgumentException(
                    metric + " is measured, so it is never equal to a limit: allowed are <, <=, > and >=");
        }
        boolean canBeZero = metric.isOfFailures();
        if (value == 0 && !canBeZero) {
            throw new IllegalArgumentException("the limit of " + metric + " must be above 0, was '" + text + "'");
        }
        if (value == 0 && (relation == Relation.LESS || relation == Relation.GREATER_OR_EQUAL)) {
            throw new IllegalArgumentException(
                    metric + " " + relation.sign() + " 0 says nothing: allowed with 0 are ==, <= and >");
        }
        if (metric.dimension() == Dimension.SHARE && value > 1) {
            throw new IllegalArgumentException(metric + " is 100 % at most, not '" + text + "'");
        }
        return new Limit(subject, relation, value);
    }

    /** Multiplied in decimals: as doubles, 0.07 kB were more than 70 B. */
    private static double quantity(Metric metric, String text) {
        Matcher quantity = QUANTITY.matcher(text);
        Double unit = quantity.matches() ? UNITS.get(metric.dimension()).get(quantity.group(2)) : null;
        BigDecimal value =
                unit == null ? BigDecimal.ZERO : new BigDecimal(quantity.group(1)).multiply(BigDecimal.valueOf(unit));
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        if (unit == null || (metric.dimension() == Dimension.COUNT && !isWhole)) {
            String hint = metric == Scalar.FAILED && text.endsWith("%") ? " (a share is error-rate)" : "";
            throw new IllegalArgumentException(
                    metric + " is " + metric.dimension().description() + ", not '" + text + "'" + hint);
        }
        return value.doubleValue();
    }
}
