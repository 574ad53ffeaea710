package dev.wirebench.report.browser;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.report.page.KnownGates;
import dev.wirebench.report.read.KnownRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run every free text of which tries to be more than text. */
final class HostileRun {

    /** Each would leave an element named {@code pwned} or a dialog behind if it were parsed as HTML. */
    static final List<String> MARKUP = List.of(
            "<script>alert(1)</script>",
            "\"><img id=pwned src=x onerror=alert(2)>",
            "'><b id=pwned>",
            "</script><script>alert(3)</script>",
            "</pre></table></details><i id=pwned>",
            "<!--<script>",
            "{{data}}",
            "javascript:alert(4)",
            "&lt;u id=pwned&gt;");

    /** Would turn the text after it around: right-to-left override, isolate and mark, each unended. */
    static final String BIDI = "safe\u202Egnp.exe \u2067isolate \u200Fmark";

    static final String ALL = String.join(" ", MARKUP) + " " + BIDI;

    private HostileRun() {}

    static RunFolder write(Path results) throws IOException {
        RunFolder folder = KnownRun.write(results.resolve("hostile"));
        RunRecord known = folder.read();
        Map<String, String> environment = new LinkedHashMap<>();
        for (String markup : MARKUP) {
            environment.put("key " + markup, "value " + markup);
        }
        environment.put("key " + BIDI, "value " + BIDI);
        environment.put("version.target", ALL);
        folder.seal(RunRecord.builder(
                        Plans.run("hostile", known.plan().cells())
                                .target(target())
                                .load(Plans.OPEN, Plans.CLOSED)
                                .build(),
                        known.startedAt())
                .verdict(new Verdict(Verdict.Validity.DISTURBED, List.of("first " + ALL, "second " + ALL)))
                .endedAt(known.endedAt())
                .environment(environment)
                .links(Map.of(RunLink.GATLING_REPORT, "javascript:alert(5)"))
                .system(system())
                .cells(known.cells())
                .build());
        return folder;
    }

    private static SystemRecord system() {
        return new SystemRecord(
                "hostile",
                ALL,
                ALL,
                Map.of("key " + ALL, "value " + ALL),
                List.of(ALL),
                List.of(
                        new SystemRecord.Check(Protocol.HTTP, ALL, SystemRecord.Result.PASSED, ""),
                        new SystemRecord.Check(Protocol.RAW, "text", SystemRecord.Result.FAILED, ALL),
                        new SystemRecord.Check(Protocol.RAW, "ping", SystemRecord.Result.UNABLE, ALL)),
                100,
                4096);
    }

    /** Gates whose every free text is hostile too. */
    static GateReport gates() {
        List<GateResult> results = KnownGates.judged().results().stream()
                .map(result -> new GateResult(
                        result.gate(),
                        result.findings().stream().map(HostileRun::hostile).toList()))
                .toList();
        return new GateReport(
                "hostile",
                Optional.empty(),
                Verdict.VALID,
                results.stream().map(GateResult::gate).toList(),
                results,
                List.of(ALL));
    }

    private static GateFinding hostile(GateFinding finding) {
        return new GateFinding(
                finding.key(),
                finding.metric(),
                finding.decision(),
                finding.required() + " " + ALL,
                finding.actual() + " " + ALL,
                finding.value(),
                finding.sensitivity(),
                finding.estimate());
    }

    private static Target target() {
        String ascii = String.join(" ", MARKUP);
        return Target.of(
                new HttpService(URI.create("http://127.0.0.1:8080/%3Cscript%3E'onerror='alert(6)?a='%3Cb%3E"))
                        .withMethod("POST")
                        .withHeaders(Map.of("X-Note", ascii))
                        .withBody(ALL)
                        .withCheck(Service.Check.ANY),
                new WebSocketService(URI.create("ws://127.0.0.1:8080/echo"))
                        .withHeaders(Map.of("X-Note", ascii))
                        .withBody(ALL)
                        .withCheck(Service.Check.ANY),
                new RawService(URI.create("tcp://127.0.0.1:9090")).withBody(ALL).withCheck(Service.Check.ANY));
    }
}
