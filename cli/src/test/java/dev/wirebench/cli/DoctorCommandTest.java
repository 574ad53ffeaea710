package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.run.RunOutput;
import dev.wirebench.lab.doctor.DoctorFinding;
import dev.wirebench.lab.doctor.Level;
import dev.wirebench.lab.doctor.MachineRequirement;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code wirebench doctor} on the real machine, whatever that is fit for. */
@Tag("slow")
@Timeout(60)
class DoctorCommandTest {

    @TempDir
    private Path directory;

    private int exit;

    private List<String> doctor(List<String> launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("doctor"));
        command.addAll(List.of(arguments));
        try (CommandLineProcess doctor =
                CommandLineProcess.start(launcher, directory, command.toArray(String[]::new))) {
            List<String> printed = doctor.remainingLines();
            exit = doctor.awaitExit();
            return printed;
        }
    }

    private static JsonNode parse(List<String> printed) throws IOException {
        return new ObjectMapper().readTree(String.join("\n", printed));
    }

    private static String level(JsonNode diagnosis, String check) {
        for (JsonNode finding : diagnosis.get("findings")) {
            if (finding.get("check").asText().equals(check)) {
                return finding.get("level").asText();
            }
        }
        throw new IllegalArgumentException("there is no " + check + " in " + diagnosis);
    }

    @Test
    void everyLineFitsATerminalAndTheExitCodeIsThatOfTheVerdict() throws Exception {
        List<String> printed = doctor(List.of());
        assertThat(printed).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(printed).hasSizeGreaterThan(28);
        String fitness = exit == ExitCode.PASSED ? "Fit" : "NOT FIT";
        assertThat(exit).isIn(ExitCode.PASSED, ExitCode.FAILED);
        assertThat(printed.get(printed.size() - 2)).startsWith(fitness + " to measure on: ");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatAPlanNeedsAndTheMachineLacksIsAProblem() throws Exception {
        Files.writeString(directory.resolve("plan.yaml"), """
                name: many
                cells: [raw-long]
                load: [{kind: closed, connections: 300}]
                phases: {warmUpSeconds: 0, measurementSeconds: 1}
                """);
        List<String> fewFiles = List.of("bash", "-c", "ulimit -n 520; exec \"$@\"", "bash");
        JsonNode diagnosis = parse(doctor(fewFiles, "plan.yaml", "--json"));
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(diagnosis.get("fit").asBoolean()).isFalse();
        assertThat(level(diagnosis, "open files")).isEqualTo("problem");
    }

    @Test
    void whatJavaIsStartedWithIsSeen() throws Exception {
        List<String> slow = List.of("env", "JAVA_TOOL_OPTIONS=-Xint -Dwirebench.sockets=nio");
        List<String> printed = doctor(slow, "--json");
        JsonNode diagnosis = parse(printed.subList(printed.indexOf("{"), printed.size()));
        assertThat(level(diagnosis, "Java flags")).isEqualTo("problem");
        assertThat(level(diagnosis, "sockets")).isEqualTo("warning");
        assertThat(exit).isEqualTo(ExitCode.FAILED);
    }

    /** What is measured, and what Java knows, is known everywhere. */
    @Test
    void onAnotherSystemEveryFileThatIsNotThereIsUnknown() throws Exception {
        List<DoctorFinding> findings =
                new DoctorCommand().examine(new KernelFiles(directory), MachineRequirement.USUAL);
        List<String> known = List.of("pauses", "clock", "sleep", "Java", "Java flags", "sockets", "results");
        assertThat(findings)
                .hasSize(29)
                .allSatisfy(finding -> assertThat(finding.level() == Level.UNKNOWN)
                        .as(finding.toString())
                        .isNotEqualTo(known.contains(finding.check())));
    }

    @Test
    void aPlanThatIsNotThereIsRefusedInOneLine() throws Exception {
        assertThat(doctor(List.of(), "missing.yaml"))
                .singleElement()
                .asString()
                .startsWith("wirebench: missing.yaml: no such plan");
        assertThat(exit).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
    }

    @Test
    void aRunThatMayHaveSufferedFromTheMachinePointsToTheDoctor() {
        for (Verdict.Validity validity : Verdict.Validity.values()) {
            List<String> reasons = validity == Verdict.Validity.VALID ? List.of() : List.of("why");
            boolean isMachine = validity == Verdict.Validity.DISTURBED || validity == Verdict.Validity.SATURATED;
            assertThat(RunOutput.doctor(new Verdict(validity, reasons)).isPresent())
                    .isEqualTo(isMachine);
        }
    }
}
