package dev.wirebench.report.page;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.Estimate;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.KnownRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gate reports made by hand: every kind of rule, every decision, and texts that try to be markup. */
public final class KnownGates {

    static final Gate LIMIT = Gate.of("http-long.p99 < 2 ms");
    static final Gate COUNTED = Gate.of("failed == 0");
    static final Gate RATIO = Gate.of("http-long.p50 < 0.5 x http-short.p50");
    static final Gate NO_WORSE = Gate.of("p99 not worse, 10 % matters");
    static final Gate THROUGHPUT = new Gate("throughput not worse, 5 % matters", Gate.OnInconclusive.PASS);

    static final List<String> NOTES = List.of(
            "Compared with 20261122T100000Z-checkout-baseline, pair by pair.",
            "Both sides ran on 2 processors, kernel 6.1.0, Java 17.0.13+11. " + KnownRun.MARKUP);

    private KnownGates() {}

    /** One gate passed by counting, one by the plan, one failed in one of two series, and one that cannot tell. */
    public static GateReport judged() {
        return report(
                Verdict.VALID,
                List.of(
                        new GateResult(
                                LIMIT,
                                List.of(finding(
                                        LIMIT,
                                        "http-long",
                                        Plans.OPEN,
                                        Decision.PASS,
                                        "< 2 ms",
                                        "1.43 ms (1.40 to 1.47)",
                                        new Sensitivity(40, 0.031, 0.024, 0.01),
                                        new Estimate(-0.285, -0.3, -0.265, 0)))),
                        new GateResult(
                                COUNTED,
                                List.of(
                                        finding(COUNTED, "http-short", Plans.OPEN, Decision.PASS, "== 0", "0"),
                                        finding(COUNTED, "http-short", Plans.CLOSED, Decision.PASS, "== 0", "0"))),
                        new GateResult(
                                RATIO,
                                List.of(finding(
                                        RATIO,
                                        "http-long",
                                        Plans.OPEN,
                                        Decision.INCONCLUSIVE,
                                        "< 0.5 x http-short.open-1000.p50",
                                        "0.491x (0.470 to 0.513) " + KnownRun.MARKUP,
                                        new Sensitivity(160, 0.14, 0.035, 0.01),
                                        new Estimate(-0.509, -0.53, -0.487, -0.5)))),
                        new GateResult(
                                NO_WORSE,
                                List.of(
                                        finding(
                                                NO_WORSE,
                                                "http-short",
                                                Plans.OPEN,
                                                Decision.FAIL,
                                                "not worse than the baseline, 10 % matters",
                                                "23.0 % worse (17.1 to 29.4 %)",
                                                new Sensitivity(20, 0.08, 0.061, 0.01),
                                                new Estimate(0.23, 0.171, 0.294, 0.1)),
                                        finding(
                                                NO_WORSE,
                                                "http-long",
                                                Plans.OPEN,
                                                Decision.PASS,
                                                "not worse than the baseline, 10 % matters",
                                                "1.20 % better (4.10 % better to 1.80 % worse)",
                                                new Sensitivity(26, 0.064, 0.048, 0.01),
                                                new Estimate(-0.012, -0.041, 0.018, 0.1)))),
                        new GateResult(
                                THROUGHPUT,
                                List.of(finding(
                                        THROUGHPUT,
                                        "http-long",
                                        Plans.CLOSED,
                                        Decision.INCONCLUSIVE,
                                        "not worse than the baseline, 5 % matters",
                                        "3.90 % worse (at least 1.20 % worse)",
                                        new Sensitivity(8, 0.02, Double.NaN, 0.01),
                                        new Estimate(-0.039, Double.NEGATIVE_INFINITY, -0.012, -0.05))))));
    }

    static GateReport report(Verdict verdict, List<GateResult> results) {
        return new GateReport(
                "checkout",
                Optional.empty(),
                verdict,
                results.stream().map(GateResult::gate).toList(),
                results,
                NOTES);
    }

    static GateFinding finding(Gate gate, String cell, Load load, Decision decision, String required, String actual) {
        return new GateFinding(
                key(cell, load),
                gate.rule().subject().metric(),
                decision,
                required,
                actual,
                OptionalDouble.of(0),
                Optional.empty(),
                Optional.empty());
    }

    private static GateFinding finding(
            Gate gate,
            String cell,
            Load load,
            Decision decision,
            String required,
            String actual,
            Sensitivity sensitivity,
            Estimate estimate) {
        return new GateFinding(
                key(cell, load),
                gate.rule().subject().metric(),
                decision,
                required,
                actual,
                OptionalDouble.of(estimate.value()),
                Optional.of(sensitivity),
                Optional.of(estimate));
    }

    private static CellKey key(String cell, Load load) {
        return new CellKey(Cell.parse(cell), load, Instrument.NIO);
    }
}
