package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Gate.OnInconclusive;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gate reports that tests make up. */
final class Reports {

    static final String LIMIT = "websocket-long.p99 < 2 ms";
    static final String NO_WORSE = "p99 no more than 10 % worse";
    static final Verdict DISTURBED = new Verdict(Verdict.Validity.DISTURBED, List.of("a pause of 12 ms"));
    static final String FILE = "plans/check out.yaml";

    private Reports() {}

    /** One gate passed, one failed in one of two series, one is inconclusive, and one such counts as passed. */
    static GateReport mixed() {
        return report(
                Verdict.VALID,
                List.of("Compared with the baseline of 22 November."),
                new GateResult(Gate.of(LIMIT), List.of(finding("websocket-long", Decision.PASS, "< 2 ms", "1.43 ms"))),
                new GateResult(
                        Gate.of(NO_WORSE),
                        List.of(
                                finding("http-long", Decision.PASS, "<= 10 % worse", "2 % worse"),
                                finding("raw-long", Decision.FAIL, "<= 10 % worse", "31 % worse (28 to 34)"))),
                inconclusive("http-long.p99 < 1 ms", OnInconclusive.REPORT),
                inconclusive("http-short.p99 < 1 ms", OnInconclusive.PASS));
    }

    static GateReport passed() {
        return report(
                Verdict.VALID,
                List.of(),
                new GateResult(Gate.of(LIMIT), List.of(finding("websocket-long", Decision.PASS, "< 2 ms", "1.43 ms"))));
    }

    static GateReport notJudged() {
        return new GateReport(
                "checkout",
                Optional.of(new GateReport.Source(FILE, List.of(11, 12))),
                DISTURBED,
                List.of(Gate.of(LIMIT), Gate.of(NO_WORSE)),
                List.of(),
                List.of());
    }

    /** Every text that a plan, a judge or a machine can bring in. */
    static GateReport hostile(String text, boolean isJudged) {
        String rule = "websocket-long.p99\u000b<\f\n2 ms";
        GateResult result =
                new GateResult(Gate.of(rule), List.of(finding("websocket-long", Decision.FAIL, text, text)));
        return new GateReport(
                text,
                Optional.of(new GateReport.Source(text, List.of(3))),
                isJudged ? Verdict.VALID : new Verdict(Verdict.Validity.PARTIAL, List.of(text)),
                List.of(result.gate()),
                isJudged ? List.of(result) : List.of(),
                List.of(text));
    }

    static GateReport report(Verdict verdict, List<String> notes, GateResult... results) {
        List<Integer> lines = Arrays.stream(results)
                .map(r -> 11 + Arrays.asList(results).indexOf(r))
                .toList();
        return new GateReport(
                "checkout",
                Optional.of(new GateReport.Source(FILE, lines)),
                verdict,
                Arrays.stream(results).map(GateResult::gate).toList(),
                List.of(results),
                notes);
    }

    static GateResult inconclusive(String rule, OnInconclusive counts) {
        return new GateResult(
                new Gate(rule, counts),
                List.of(finding("http-long", Decision.INCONCLUSIVE, "< 1 ms", "0.98 ms (0.7 to 1.2)")));
    }

    static GateFinding finding(String cell, Decision decision, String required, String actual) {
        return new GateFinding(
                new CellKey(Cell.parse(cell), new Load.Open(500, Load.Arrivals.CONSTANT, 8), Instrument.NIO),
                Percentile.P99,
                decision,
                required,
                actual,
                OptionalDouble.of(1.43e6),
                Optional.of(new Sensitivity(24, 0.04, 0.061, 0.00125)),
                Optional.empty());
    }
}
