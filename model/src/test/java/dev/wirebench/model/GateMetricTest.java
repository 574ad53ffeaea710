package dev.wirebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateMetricTest {

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
        GateMetric metric = GateMetric.parse(name);
        assertThat(metric).isEqualTo(new GateMetric(GateMetric.Kind.PERCENTILE, measure, percentile));
        assertThat(metric).hasToString(label);
        assertThat(metric.dimension()).isEqualTo(GateMetric.Dimension.TIME);
        assertThat(GateMetric.parse(label)).isEqualTo(metric);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERCENTILE")
    void everyOtherKindHasAName(GateMetric.Kind kind) {
        GateMetric metric = GateMetric.parse(kind.label());
        assertThat(metric.kind()).isEqualTo(kind);
        assertThat(metric.isPercentile()).isFalse();
        assertThat(metric.messagesPerSlot()).isEqualTo(1);
        assertThat(metric).hasToString(kind.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p0", "p0.0", "p100", "p100.1", "p999", "p05", "p99.99999", "p99.", "service.p100"})
    void aPercentileLiesBetween0And100(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateMetric.parse(name))
                .withMessage(
                        "a percentile is above p0 and below p100, with 4 decimals at most, and the largest value is"
                                + " max; not '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p", "P99", "99", "mean", "percentile", "send-lag", "service", "service.throughput", "max."})
    void whatIsNoMetricIsRefusedWithThoseThatAre(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateMetric.parse(name))
                .withMessage("unknown metric '" + name
                        + "'; allowed: p50, p99, p99.9, ... and max, with response. (default), service., connect. or"
                        + " handshake. before them, and throughput, failed, error-rate, bytes-up, bytes-down, target-cpu,"
                        + " target-memory, memory-per-connection");
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
        assertThat(GateMetric.parse(name).messagesPerSlot()).isEqualTo(messages);
    }

    /** In Turkish the lower case of I has no dot. */
    @Test
    void namesDoNotDependOnTheMachinesLanguage() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(GateMetric.parse("failed").label()).isEqualTo("failed");
            assertThat(GateMetric.parse("service.p50").measure()).isEqualTo(Measure.SERVICE);
            assertThat(Gate.OnInconclusive.FAIL.label()).isEqualTo("fail");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
