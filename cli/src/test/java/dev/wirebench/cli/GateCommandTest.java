package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code wirebench gate} as a user gives it: real slots, each command in its own process. */
@Tag("slow")
@Timeout(300)
class GateCommandTest {

    private static final String SLOTS = "cells: [raw-long]\nload: [{kind: open, ratePerSecond: 500, connections: 4}]\n"
            + "phases: {warmUpSeconds: 0.05, measurementSeconds: 0.2}\n";

    @TempDir
    private Path directory;

    private final List<String> printed = new ArrayList<>();

    private int wirebench(String... words) throws Exception {
        try (CommandLineProcess command = CommandLineProcess.start(directory, words)) {
            printed.clear();
            printed.addAll(command.remainingLines());
            return command.awaitExit();
        }
    }

    private int inProcess(String... words) {
        InProcess command = InProcess.run(words);
        printed.clear();
        printed.addAll(command.lines());
        return command.exit();
    }

    private String planFile() {
        return directory.resolve("plan.yaml").toString();
    }

    private void plan(String text) throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), text);
    }

    private RunFolder run(String end) throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            return RunFolder.open(
                    runs.filter(run -> run.getFileName().toString().matches(".*" + end))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** On a busy machine a run may not be VALID; then it was not judged, and says so. */
    private void assertExit(int exit, int ifValid) throws IOException {
        boolean isValid = run("-gated(-[A-Z]+)?").read().verdict().isValid();
        assertThat(exit).as(String.join("\n", printed)).isEqualTo(isValid ? ifValid : ExitCode.NOT_VALID);
    }

    @Test
    void limitsThatAreKeptPassAndOneThatIsNotFails() throws Exception {
        plan("name: gated\n" + SLOTS + "gates:\n  - failed == 0\n  - bytes-up <= 68 B\n  - raw-long.p50 < 1 s\n"
                + "  - raw-long.p50 < 100 ns\n");
        int exit = wirebench("gate", "plan.yaml", "--out", "github=-", "--out", "sarif=out/gates.sarif");
        assertExit(exit, ExitCode.FAILED);
        RunFolder run = run("-gated(-[A-Z]+)?");
        assertThat(run.path().resolve("junit.xml")).exists();
        assertThat(run.path().resolve("gates.md")).exists();
        assertThat(directory.resolve("out/gates.sarif")).exists();
        if (run.read().verdict().isValid()) {
            assertThat(printed)
                    .anyMatch(line -> line.matches("PASS +raw-long.open-500.failed +required == 0 +actual .*"));
            assertThat(printed)
                    .anyMatch(line -> line.matches("FAIL +raw-long.open-500.p50 +required < 100 ns +actual .*"));
            assertThat(printed).anyMatch(line -> line.startsWith("::error file=plan.yaml,line=9"));
            assertThat(inProcess("gate", run.path().toString())).isEqualTo(ExitCode.FAILED);
            assertThat(inProcess("gate", run.path().toString(), "--gate", "failed == 0"))
                    .isZero();
        }
    }

    @Test
    void aBaselineThatIsMeasuredInTurnShowsAPlantedSlowdown() throws Exception {
        plan("name: gated\n" + SLOTS + "script: {service: {kind: constant, ms: 2}}\n"
                + "baseline: {script: {service: {kind: constant, ms: 1}}}\n"
                + "gates: [\"p50 not worse, 10 % matters\"]\n");
        assertExit(wirebench("gate", "plan.yaml"), ExitCode.FAILED);
        RunRecord candidate = run("-gated(-[A-Z]+)?").read();
        RunRecord baseline = run("-gated-baseline(-[A-Z]+)?").read();
        assertThat(candidate.links()).containsKey(RunLink.BASELINE);
        if (candidate.verdict().isValid() && baseline.verdict().isValid()) {
            CellRecord first = candidate.cells().get(0);
            CellRecord second = baseline.cells().get(0);
            assertThat(first.blocks()).hasSameSizeAs(second.blocks()).hasSizeGreaterThanOrEqualTo(12);
            assertThat(inProcess("gate", run("-gated").path().toString())).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void whatCannotBeKnownIsInconclusiveUnlessThePlanSaysWhatItCountsAs() throws Exception {
        String[] serve = {"serve", "--http-port", "0", "--raw-port", "0", "--listener-port", "0"};
        try (CommandLineProcess service = CommandLineProcess.start(directory, serve)) {
            String raw = service.awaitLine("tcp://").split("\\s+")[1];
            plan("name: gated\n" + SLOTS + "target: {raw: {url: '" + raw + "'}}\n"
                    + "gates: [handshake.p50 < 1 ms, failed == 0]\n");
            assertThat(inProcess("gate", planFile())).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
            plan("name: gated\n" + SLOTS + "maxPairs: 12\nbaseline: {target: {raw: {url: '" + raw + "'}}}\n"
                    + "target: {raw: {url: '" + raw + "'}}\ngates: [max no more than 0.001 % worse]\n");
            assertExit(wirebench("gate", "plan.yaml"), ExitCode.INCONCLUSIVE);
            RunFolder run = run("-gated(-[A-Z]+)?");
            if (run.read().verdict().isValid()) {
                assertThat(run.read().cells().get(0).usage().targetCpuNs()).isNotNegative();
            }
        }
    }

    @Test
    void aRunThatIsNotValidIsNotJudged() throws Exception {
        plan("name: gated\n" + SLOTS + "gates: [failed == 0]\n");
        RunFolder folder = RunFolder.create(
                directory.resolve("results"),
                PlanFile.read(directory.resolve("plan.yaml")),
                java.time.Instant.EPOCH,
                Map.of());
        RunRecord record = folder.read();
        folder.seal(record.toBuilder()
                .verdict(new Verdict(Verdict.Validity.DISTURBED, List.of("pause: of 2 s")))
                .build());
        assertThat(inProcess("gate", folder.path().toString())).isEqualTo(ExitCode.NOT_VALID);
        assertThat(printed).anyMatch(line -> line.contains("pause: of 2 s"));
        assertThat(printed).anyMatch(line -> line.contains("not judged"));
    }

    @Test
    void aSavedBaselineIsFoundAndRefusedWhereItWasMeasuredOtherwise() throws Exception {
        String plan = "name: gated\n" + SLOTS + "blocks: 12\n";
        plan(plan);
        wirebench("run", "plan.yaml");
        RunFolder first = run("-gated(-[A-Z]+)?");
        int saved = wirebench("baseline", "save", first.path().toString());
        if (!first.read().verdict().isValid()) {
            assertThat(saved).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
            return;
        }
        assertThat(saved).isZero();
        String rule = "p50 no more than 1000 % worse";
        assertThat(wirebench("gate", first.path().toString(), "--gate", rule)).isZero();
        plan(plan.replace("connections: 4", "connections: 5"));
        assertThat(wirebench("gate", "plan.yaml", "--gate", rule)).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed).anyMatch(line -> line.contains("connections"));
    }

    @Test
    void aMistakeIsOneLineThatSaysWhatIsAllowed() throws Exception {
        plan("name: gated\n" + SLOTS);
        assertThat(inProcess("gate", planFile())).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed).singleElement().asString().contains("plan.yaml", "no gates");
        plan("name: gated\n" + SLOTS + "gates: [p99 no more than 10 % worse]\n");
        assertThat(inProcess("gate", planFile())).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed)
                .singleElement()
                .asString()
                .contains("plan.yaml:5: gate 'p99 no more than 10 % worse' needs 2000 messages");
        assertThat(inProcess("gate", planFile(), "--gate", "p99 no more than 10 % worse"))
                .isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed).singleElement().asString().contains("--gate: gate 'p99");
        plan("name: gated\n" + SLOTS + "gates: [p50 no more than 10 % worse]\n");
        assertThat(inProcess("gate", planFile())).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed).singleElement().asString().contains("baseline");
        plan("name: gated\n" + SLOTS + "gates:\n  - p50 < 2\n");
        assertThat(inProcess("gate", planFile())).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(printed).singleElement().asString().contains("plan.yaml:6:", "a time in ns, us, ms or s");
        assertThat(inProcess("gate", planFile(), "--out", "nothing=x")).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(String.join("\n", printed)).contains("nothing", "junit");
    }
}
