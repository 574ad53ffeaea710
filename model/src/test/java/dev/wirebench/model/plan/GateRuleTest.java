package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wirebench.model.plan.GateRule.Limit;
import dev.wirebench.model.plan.GateRule.NoWorse;
import dev.wirebench.model.plan.GateRule.Ratio;
import dev.wirebench.model.plan.GateRule.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateRuleTest {

    /** Values in nanoseconds, per second, bytes, messages and shares of 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            websocket-long.open-500.p99 < 2 ms | websocket-long.open-500.p99 | LESS | 2000000
            p99<2ms                       | p99                   | LESS             | 2000000
            p99.9   <=  1.5   s           | p99.9                 | LESS_OR_EQUAL    | 1500000000
            service.p50 > 20 us           | service.p50           | GREATER          | 20000
            service.p50 < 20 \u00b5s      | service.p50           | LESS             | 20000
            service.p50 < 20 \u03bcs      | service.p50           | LESS             | 20000
            max < 700 ns                  | max                   | LESS             | 700
            http-long.throughput > 10000 /s | http-long.throughput | GREATER         | 10000
            throughput >= 10000.5/s       | throughput            | GREATER_OR_EQUAL | 10000.5
            failed == 0                   | failed                | EQUAL            | 0
            failed < 5.0                  | failed                | LESS             | 5
            error-rate < 0.1 %            | error-rate            | LESS             | 0.001
            error-rate <= 0%              | error-rate            | LESS_OR_EQUAL    | 0
            bytes-up == 70 B              | bytes-up              | EQUAL            | 70
            bytes-up == 0.07 kB           | bytes-up              | EQUAL            | 70
            bytes-down < 1 MB             | bytes-down            | LESS             | 1000000
            target-memory < 64 MiB        | target-memory         | LESS             | 67108864
            memory-per-connection < 50 KiB | memory-per-connection | LESS            | 51200
            target-cpu < 20 us            | target-cpu            | LESS             | 20000
            """)
    void aLimitHasAUnit(String text, String subject, Relation relation, double value) {
        assertThat(GateRule.parse(text)).isEqualTo(new Limit(GateSubject.parse(subject), relation, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "websocket-long.p50 < 0.5 x http-short.service.p90",
                "websocket-long.p50<0.5xhttp-short.service.p90",
                "websocket-long.p50 < 0.5 \u00d7 http-short.service.p90",
                "websocket-long.p50 < 0.5 * http-short.service.p90",
                "\twebsocket-long.p50\u00a0<\u202f0.5  x\nhttp-short.service.p90 "
            })
    void aRatioIsBetweenTwoCells(String text) {
        assertThat(GateRule.parse(text))
                .isEqualTo(new Ratio(
                        GateSubject.parse("websocket-long.p50"),
                        Relation.LESS,
                        0.5,
                        GateSubject.parse("http-short.service.p90")));
    }

    @Test
    void aRatioMayHaveNoFactorAndMayBeBetweenTwoLoads() {
        assertThat(GateRule.parse("raw-long.throughput >= raw-short.throughput"))
                .isEqualTo(new Ratio(
                        GateSubject.parse("raw-long.throughput"),
                        Relation.GREATER_OR_EQUAL,
                        1,
                        GateSubject.parse("raw-short.throughput")));
        assertThat(GateRule.parse("raw-long.open-10.p50 < 2 x raw-long.open-1.p50"))
                .isInstanceOf(Ratio.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p99 no more than 10 % worse            | p99        | 0.1   | NO_MORE_THAN
            http-long.p99 no  more than 0.7% worse | http-long.p99 | 0.007 | NO_MORE_THAN
            throughput no more than 99.9 % worse   | throughput | 0.999 | NO_MORE_THAN
            bytes-up no more than 1000 % worse     | bytes-up   | 10    | NO_MORE_THAN
            p99 not worse, 10 % matters            | p99        | 0.1   | NOT_WORSE
            http-long.p99  not worse,0.7% matters  | http-long.p99 | 0.007 | NOT_WORSE
            throughput not worse , 99.9 % matters  | throughput | 0.999 | NOT_WORSE
            """)
    void aComparisonWithTheBaselineHasATolerance(String text, String subject, double tolerance, NoWorse.Form form) {
        assertThat(GateRule.parse(text)).isEqualTo(new NoWorse(GateSubject.parse(subject), tolerance, form));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p99 < 2                     | p99 is a time in ns, us, ms or s, such as '2 ms', not '2'
            p99 < 2 MS                  | p99 is a time in ns, us, ms or s, such as '2 ms', not '2 MS'
            p99 < 2 kB                  | p99 is a time
            p99 < -2 ms                 | p99 is a time
            p99 < 2 ms ms               | p99 is a time
            p99 < 02 ms                 | p99 is a time
            p99 < 1e3 ms                | p99 is a time
            throughput > 10,000/s       | throughput is a rate in /s, such as '10000 /s', not '10,000/s'
            throughput > 10000          | throughput is a rate in /s, such as '10000 /s', not '10000'
            bytes-up < 70               | bytes-up is a size in B, kB, MB, KiB or MiB, such as '70 B', not '70'
            bytes-up < 70 KB            | bytes-up is a size in B, kB, MB, KiB or MiB, such as '70 B', not '70 KB'
            error-rate < 0.001          | error-rate is a share in %, such as '0.1 %', not '0.001'
            error-rate < 100.1 %        | error-rate is 100 % at most, not '100.1 %'
            failed < 0.1 %              | failed is a whole number, such as '0', not '0.1 %' (a share is error-rate)
            failed < 0.5                | failed is a whole number, such as '0', not '0.5'
            failed < 0                  | failed < 0 says nothing: allowed with 0 are ==, <= and >
            error-rate >= 0 %           | error-rate >= 0 says nothing: allowed with 0 are ==, <= and >
            p99 > 0 ms                  | the limit of p99 must be above 0, was '0 ms'
            p99 == 2 ms                 | p99 is measured, so it is never equal to a limit: allowed are <, <=, > and >=
            target-memory == 2 MB       | target-memory is measured
            p100 < 2 ms                 | a percentile is above p0 and below p100
            http-long.mean < 2 ms       | unknown metric 'mean'; allowed: p50
            """)
    void aLimitThatSaysNothingIsRefused(String text, String message) {
        assertRefused(text, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            http-long.p50 == 2 x raw-long.p50         | two cells are never equal: allowed are <, <=, > and >=
            http-long.p50 < 2 x raw-long.bytes-up     | both sides of a ratio must be percentiles, or the same metric, not p50 and bytes-up
            http-long.p50 < 2 x raw-long.target-cpu   | both sides of a ratio must be percentiles, or the same metric
            http-long.failed < 2 x raw-long.failed    | failed can only have a limit, as in 'failed == 0': nothing is a multiple of 0
            p50 < 2 x raw-long.p50                    | both sides of a ratio must name a cell, as in 'websocket-long.p50 <
            http-long.p50 < 2 x p50                   | both sides of a ratio must name a cell
            http-long.open-5.p50 < 2 x raw-long.p50   | both sides of a ratio must name a load, or neither
            http-long.p99 < 2 x http-long.p50         | a ratio is between two cells, or two loads of a cell, but both sides are http-long
            http-1.open-5.p50 < 2 x http-short.open-5.p50 | a ratio is between two cells, or two loads of a cell, but both sides are http-short.open-5
            http-long.p50 < 0 x raw-long.p50          | the factor must be above 0 and at most 1000, was 0
            http-long.p50 < 1000.5 x raw-long.p50     | the factor must be above 0 and at most 1000, was 1000.5
            http-long.p50 < 0.5 raw-long.p50          | p50 is a time in ns, us, ms or s, such as '2 ms', not '0.5 raw-long.p50'
            http-long.p50 < fast                      | unknown metric 'fast'
            """)
    void aRatioThatSaysNothingIsRefused(String text, String message) {
        assertRefused(text, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p99 no more than 0 % worse            | the tolerance in % must be above 0 and at most 1000, was 0
            p99 no more than 1000.1 % worse       | the tolerance in % must be above 0 and at most 1000, was 1000.1
            p99 not worse, 0 % matters            | the tolerance in % must be above 0 and at most 1000, was 0
            throughput not worse, 100 % matters   | throughput cannot fall by 100 %: the tolerance must be below 100 %
            failed not worse, 10 % matters        | failed can only have a limit
            p99 not worse                         | 'p99 not worse' is not a rule; in [ ] and { } a rule with a comma needs quotes: "p99 not worse, 10 % matters"
            10 % matters                          | '10 % matters' is not a rule; in [ ] and { } a rule with a comma needs quotes
            throughput no more than 100 % worse   | throughput cannot fall by 100 %: the tolerance must be below 100 %
            failed no more than 10 % worse        | failed can only have a limit
            error-rate no more than 10 % worse    | error-rate can only have a limit
            p99 no more than 2 ms worse           | 'p99 no more than 2 ms worse' is not a rule; a rule is one of: '[cell.][load.]metric < 2 ms' (also <=, >, >=, ==), 'cell.metric < 0.5 x other-cell.metric', '[cell.][load.]metric not worse, 10 % matters', '[cell.][load.]metric no more than 10 % worse'
            p99 no more than 10 % slower          | 'p99 no more than 10 % slower' is not a rule
            p99                                   | 'p99' is not a rule
            p99 <                                 | 'p99 <' is not a rule
            p99 = 2 ms                            | 'p99 = 2 ms' is not a rule
            < 2 ms                                | '< 2 ms' is not a rule
            ""                                    | '' is not a rule
            """)
    void whatIsNoRuleIsRefusedWithTheFormsOfOne(String text, String message) {
        assertRefused(text, message);
    }

    private static void assertRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRule.parse(text))
                .withMessageStartingWith(message);
        assertThatIllegalArgumentException().isThrownBy(() -> Gate.of(text)).withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "LESS,             true,  false, false, true",
        "LESS_OR_EQUAL,    true,  true,  false, true",
        "GREATER,          false, false, true,  false",
        "GREATER_OR_EQUAL, false, true,  true,  false",
        "EQUAL,            false, true,  false, false"
    })
    void aRelationHoldsOnItsSideOfTheLimit(
            Relation relation, boolean below, boolean at, boolean above, boolean isUpperLimit) {
        assertThat(relation.holds(1, 2)).isEqualTo(below);
        assertThat(relation.holds(2, 2)).isEqualTo(at);
        assertThat(relation.holds(3, 2)).isEqualTo(above);
        assertThat(relation.holds(Double.NaN, 2)).isFalse();
        assertThat(relation.isUpperLimit()).isEqualTo(isUpperLimit);
    }

    @Test
    void aGateKeepsItsTextAsItWasWritten() {
        Gate gate = Gate.of("  p99  < 2 ms ");
        assertThat(gate).hasToString("p99  < 2 ms");
        assertThat(gate.rule()).isEqualTo(GateRule.parse("p99 < 2000 us"));
        assertThat(gate.onInconclusive()).isEqualTo(Gate.OnInconclusive.REPORT);
    }
}
