package dev.wirebench.gates.judge;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram as the list of its values, in nanoseconds, and how often each occurs: small enough to keep one per slot.
 * Immutable.
 */
final class ValueCounts {

    static final ValueCounts NONE = new ValueCounts(new long[0], new long[0]);

    private final long[] values;
    private final long[] ranks;

    /**
     * @param values ascending
     * @param ranks of each value the number of values up to it
     */
    private ValueCounts(long[] values, long[] ranks) {
        this.values = values;
        this.ranks = ranks;
    }

    /** Each value is the highest of its bucket, as percentiles are. */
    static ValueCounts of(Histogram histogram) {
        long[] values = new long[64];
        long[] ranks = new long[64];
        int size = 0;
        for (HistogramIterationValue step : histogram.recordedValues()) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
                ranks = Arrays.copyOf(ranks, 2 * size);
            }
            values[size] = histogram.highestEquivalentValue(step.getValueIteratedTo());
            ranks[size++] = step.getTotalCountToThisValue();
        }
        return new ValueCounts(Arrays.copyOf(values, size), Arrays.copyOf(ranks, size));
    }

    /** @param values ascending, each with its count */
    static ValueCounts of(long[] values, long[] counts) {
        long[] ranks = counts.clone();
        Arrays.parallelPrefix(ranks, Long::sum);
        return new ValueCounts(values.clone(), ranks);
    }

    static ValueCounts sum(List<ValueCounts> parts) {
        return switch (parts.size()) {
            case 0 -> NONE;
            case 1 -> parts.get(0);
            default -> {
                int half = parts.size() / 2;
                yield sum(parts.subList(0, half)).plus(sum(parts.subList(half, parts.size())));
            }
        };
    }

    private ValueCounts plus(ValueCounts other) {
        long[] merged = new long[values.length + other.values.length];
        long[] mergedRanks = new long[merged.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < values.length || j < other.values.length) {
            boolean isOurs = j == other.values.length || (i < values.length && values[i] <= other.values[j]);
            merged[size] = isOurs ? values[i] : other.values[j];
            i += i < values.length && values[i] == merged[size] ? 1 : 0;
            j += j < other.values.length && other.values[j] == merged[size] ? 1 : 0;
            mergedRanks[size++] = (i == 0 ? 0 : ranks[i - 1]) + (j == 0 ? 0 : other.ranks[j - 1]);
        }
        return new ValueCounts(Arrays.copyOf(merged, size), Arrays.copyOf(mergedRanks, size));
    }

    long count() {
        return ranks.length == 0 ? 0 : ranks[ranks.length - 1];
    }

    long countUpTo(long value) {
        int found = Arrays.binarySearch(values, value);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? 0 : ranks[last];
    }

    /** @param rank 1 to {@link #count()} */
    long atRank(long rank) {
        int low = 0;
        int high = ranks.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranks[middle] >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }
}
