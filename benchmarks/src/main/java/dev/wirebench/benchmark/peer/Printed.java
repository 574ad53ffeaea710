package dev.wirebench.benchmark.peer;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a tool printed about one run. Immutable.
 *
 * @param msByPercentile milliseconds; the key 100 is the largest value
 * @param perSecond requests per second, as the tool counts them
 * @param answered requests with an answer that it took for good; empty if it printed no such count
 * @param failed requests that it said had failed, of any kind
 */
public record Printed(
        SortedMap<Double, Double> msByPercentile, OptionalDouble perSecond, OptionalLong answered, long failed) {

    public Printed {
        msByPercentile = Collections.unmodifiableSortedMap(new TreeMap<>(msByPercentile));
    }

    /** The first number that the pattern's first group matches. */
    static OptionalDouble number(Pattern pattern, String output) {
        return pattern.matcher(output)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst();
    }

    /** The first whole number that the pattern's first group matches. */
    static OptionalLong count(Pattern pattern, String output) {
        return pattern.matcher(output)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst();
    }
}
