package dev.wirebench.benchmark.peer;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a tool printed about one run. Immutable.
 *
 * @param msByPercentile milliseconds; the key 100 is the largest value
 * @param perSecond requests per second, as the tool counts them
 */
public record Printed(SortedMap<Double, Double> msByPercentile, OptionalDouble perSecond) {

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
}
