package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

    @ParameterizedTest
    @CsvSource({
        "p50,               RESPONSE,  50,      p50",
        "p0.5,              RESPONSE,  0.5,     p0.5",
        "p0.0001,           RESPONSE,  0.0001,  p0.0001",
        "p99.90,            RESPONSE,  99.9,    p99.9",
        "p99.9999,          RESPONSE,  99.9999, p99.9999",
        "max,               RESPONSE,  100,     max",
        "response.p99,      RESPONSE,  99,      p99",
        "service.p99,       SERVICE,   99,      service.p99",
        "connect.max,       CONNECT,   100,     connect.max",
        "handshake.p95,     HANDSHAKE, 95,      handshake.p95"
    })
    void aPercentileIsOfAMeasure(String name, Measure measure, double percentile, String label) {
        Metric metric = Metric.parse(name);
        assertThat(metric).isEqualTo(new Percentile(measure, percentile));
        assertThat(metric).hasToString(label);
        assertThat(metric.dimension()).isEqualTo(Metric.Dimension.TIME);
        assertThat(Metric.parse(label)).isEqualTo(metric);
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherMetricHasANameThatAGateMayAskForOrNot(Scalar scalar) {
        assertThat(scalar.messagesPerSlot()).isEqualTo(1);
        assertThat(scalar).hasToString(scalar.label());
        if (scalar.isGated()) {
            assertThat(Metric.parse(scalar.label())).isEqualTo(scalar);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> Metric.parse(scalar.label()));
        }
    }

    @Test
    void noTwoMetricsShareANameOrATitle() {
        assertThat(Metric.shown()).extracting(Metric::label).doesNotHaveDuplicates();
        assertThat(Metric.shown()).extracting(Metric::title).doesNotHaveDuplicates();
        assertThat(Metric.shown()).containsAll(Metric.evidence()).containsAll(Metric.tracked());
    }

    /** Files of trends that are there already have their columns in this order. */
    @Test
    void theOrderOfTheTrackedMetricsIsFixed() {
        assertThat(Metric.tracked())
                .extracting(Metric::label)
                .startsWith("p50", "p90", "p99", "throughput", "bytes-up", "bytes-down", "target-cpu", "failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p0", "p0.0", "p100", "p100.1", "p999", "p05", "p99.99999", "p99.", "service.p100"})
    void aPercentileLiesBetween0And100(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.parse(name))
                .withMessage(
                        "a percentile is above p0 and below p100, with 4 decimals at most, and the largest value is"
                                + " max; not '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p", "P99", "99", "mean", "percentile", "send-lag", "service", "service.throughput", "max."})
    void whatIsNoMetricIsRefusedWithThoseThatAre(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.parse(name))
                .withMessage("unknown metric '" + name
                        + "'; allowed: p50, p99, p99.9, ... and max, with response. (default), service., connect. or"
                        + " handshake. before them, and throughput, bytes-up, bytes-down, target-cpu, target-memory,"
                        + " memory-per-connection, failed, error-rate");
    }

    @ParameterizedTest
    @CsvSource({
        "p50, 40",
        "p95, 400",
        "p99, 2000",
        "p99.9, 20000",
        "p99.99, 200000",
        "p1, 2000",
        "p0.1, 20000",
        "max, 1"
    })
    void twentyMessagesLieBeyondThePercentileOfASlot(String name, long messages) {
        assertThat(Metric.parse(name).messagesPerSlot()).isEqualTo(messages);
    }

    /** In Turkish the lower case of I has no dot. */
    @Test
    void namesDoNotDependOnTheMachinesLanguage() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Metric.parse("failed").label()).isEqualTo("failed");
            assertThat(Metric.parse("service.p50")).isEqualTo(new Percentile(Measure.SERVICE, 50));
            assertThat(Gate.OnInconclusive.FAIL.label()).isEqualTo("fail");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
