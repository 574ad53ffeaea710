package dev.wirebench.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTextTest {

    private static final List<DoctorFinding> FINDINGS = List.of(
            DoctorFinding.ok("clock", "tsc"),
            DoctorFinding.warning("turbo", "on").distorting("it drifts").mendedBy("sudo off"),
            DoctorFinding.problem("others", "busy").distorting("it is late").advising("wait"),
            DoctorFinding.unknown("governor", "/sys/x"));

    @Test
    void findingsAreAligned() {
        assertThat(DoctorText.lines(FINDINGS, false))
                .containsExactly(
                        "ok        clock         tsc",
                        "warning   turbo         on",
                        "          it drifts",
                        "        $ sudo off",
                        "problem   others        busy",
                        "          it is late",
                        "          wait",
                        "unknown   governor      cannot be read: /sys/x",
                        "",
                        "NOT FIT to measure on: 1 problem, 1 warning, 1 ok, 1 unknown.");
    }

    @Test
    void onlyAProblemMakesAMachineUnfit() {
        List<DoctorFinding> others = FINDINGS.stream()
                .filter(finding -> finding.level() != Level.PROBLEM)
                .toList();
        assertThat(DoctorText.isFit(FINDINGS)).isFalse();
        assertThat(DoctorText.isFit(others)).isTrue();
        assertThat(DoctorText.lines(others, false))
                .last()
                .isEqualTo("Fit to measure on: 0 problems, 1 warning, 1 ok, 1 unknown.");
    }

    @Test
    void colourChangesNothingElse() {
        List<String> coloured = DoctorText.lines(FINDINGS, true);
        assertThat(coloured.get(4)).startsWith("\u001b[1;31mproblem   \u001b[0mothers");
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .containsExactlyElementsOf(DoctorText.lines(FINDINGS, false));
    }
}
