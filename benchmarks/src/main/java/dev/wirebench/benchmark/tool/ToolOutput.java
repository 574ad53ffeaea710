package dev.wirebench.benchmark.tool;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Figures printed by a tool. Immutable.
 *
 * @param msByPercentile milliseconds; the key 100 is the maximum
 * @param perSecond requests per second, as the tool counts them
 * @param answered requests that the tool considers successful; empty if it printed no such count
 * @param failed requests that the tool reported as failed, of any kind
 */
public record ToolOutput(
        SortedMap<Double, Double> msByPercentile, OptionalDouble perSecond, OptionalLong answered, long failed) {

    public ToolOutput {
        msByPercentile = Collections.unmodifiableSortedMap(new TreeMap<>(msByPercentile));
    }

    /** Number matched by the first group of a pattern. */
    static OptionalDouble number(Pattern pattern, String output) {
        return pattern.matcher(output)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst();
    }

    /** Whole number matched by the first group of a pattern. */
    static OptionalLong count(Pattern pattern, String output) {
        return pattern.matcher(output)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst();
    }
}
