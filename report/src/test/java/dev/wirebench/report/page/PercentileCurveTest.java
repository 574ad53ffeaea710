package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.record.Interval;
import dev.wirebench.report.read.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileCurveTest {

    private final Histogram known = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
    private final Histogram censored = known.copy();

    @Test
    void everyDecadeIsAPointAndTheLastIsTheMaximum() {
        for (int i = 1; i <= 100_000; i++) {
            known.recordValue(1000L * i);
        }
        List<Long> ns = PercentileCurve.of(new Quantiles(known, censored)).ns();
        assertThat(ns.get(0)).isEqualTo(known.highestEquivalentValue(1000));
        assertThat(ns.get(25)).isEqualTo(known.getValueAtPercentile(90));
        assertThat(ns.get(50)).isEqualTo(known.getValueAtPercentile(99));
        assertThat(ns.get(75)).isEqualTo(known.getValueAtPercentile(99.9));
        assertThat(ns.get(ns.size() - 1)).isEqualTo(known.getMaxValue());
        assertThat(ns).isSorted();
    }

    @Test
    void asJsonItsStepsAddUpToItsPoints() {
        for (int i = 1; i <= 1000; i++) {
            known.recordValue(1000L * i * i);
        }
        PercentileCurve spectrum = PercentileCurve.of(new Quantiles(known, censored));
        JsonNode json = new ObjectMapper().valueToTree(spectrum);
        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrder("count", "steps", "openFrom", "marks");
        List<Long> sums = new ArrayList<>();
        long sum = 0;
        for (JsonNode step : json.path("steps")) {
            sum += step.asLong();
            sums.add(sum);
        }
        assertThat(sums).isEqualTo(spectrum.ns());
    }

    @Test
    void hugeRunsAreThinned() {
        known.recordValueWithCount(1_000_000, 1_000_000_000_000L);
        known.recordValue(2_000_000);
        PercentileCurve spectrum = PercentileCurve.of(new Quantiles(known, censored));
        assertThat(spectrum.ns()).hasSize(PercentileCurve.MAX_POINTS);
        assertThat(spectrum.ns().get(PercentileCurve.MAX_POINTS - 1)).isEqualTo(known.getMaxValue());
    }

    @Test
    void unansweredMessagesOpenItsEnd() {
        known.recordValueWithCount(1_000_000, 90);
        censored.recordValueWithCount(2_000_000_000, 10);
        PercentileCurve spectrum = PercentileCurve.of(new Quantiles(known, censored));
        assertThat(spectrum.openFrom()).isEqualTo(26);
        assertThat(spectrum.ns().get(25)).isEqualTo(known.highestEquivalentValue(1_000_000));
        assertThat(spectrum.ns().get(26)).isEqualTo(known.highestEquivalentValue(2_000_000_000));
    }

    @Test
    void withoutValuesThereIsNone() {
        assertThat(PercentileCurve.of(new Quantiles(known, censored))).isNull();
    }
}
