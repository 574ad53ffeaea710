package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Says exactly which values a histogram holds. */
final class HistogramAssert {

    private HistogramAssert() {}

    /** @param valuesUs in microseconds; the histogram's are nanoseconds */
    static void assertHolds(Histogram histogram, long... valuesUs) {
        Map<Long, Long> expected = Arrays.stream(valuesUs)
                .mapToObj(us -> histogram.lowestEquivalentValue(us * 1_000))
                .collect(Collectors.groupingBy(lowest -> lowest, Collectors.counting()));
        expected.forEach((lowest, count) -> assertThat(histogram.getCountAtValue(lowest))
                .as("how often %s ns was recorded", lowest)
                .isEqualTo(count));
        assertThat(histogram.getTotalCount()).isEqualTo(valuesUs.length);
    }
}
