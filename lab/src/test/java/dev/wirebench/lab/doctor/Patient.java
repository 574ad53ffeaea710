package dev.wirebench.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.machine.Pressure;
import dev.wirebench.harness.machine.ProcessorUse;
import dev.wirebench.model.plan.IdleStrategy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Samples of machines, what plans need, and a finding by its name. */
final class Patient {

    static final RunLimits LIMITS = new RunLimits(50e6, 0.01, 250_000, 0.05);

    static final MachineActivity.Timing PUNCTUAL = timing(new ClockCost(25, 20), 60_000);

    static final Pressure NO_PRESSURE = new Pressure(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0));

    /** Of one second; this process used a tenth of a processor, nobody else anything. */
    static final MachineActivity QUIET = new MachineActivity(
            PUNCTUAL,
            new MachineActivity.Pauses(0, 0),
            Optional.of(new ProcessorUse(10, 390, 0)),
            100_000_000,
            NO_PRESSURE,
            0);

    private Patient() {}

    static MachineActivity.Timing timing(ClockCost clock, long p99Ns) {
        TimerLateness lateness = new TimerLateness(50_000, p99Ns);
        return new MachineActivity.Timing(
                1_000_000_000, clock, new MachineActivity.Wakings(lateness, lateness, lateness));
    }

    static MachineRequirement need(int workers, MachineRequirement.Connections connections) {
        return new MachineRequirement(workers, 1, true, IdleStrategy.HYBRID, connections);
    }

    /** Of a plan whose targets are on another machine. */
    static MachineRequirement elsewhere(MachineRequirement.Connections connections) {
        return new MachineRequirement(1, 0, false, IdleStrategy.HYBRID, connections);
    }

    /** The finding of that name; all of them must fit on a terminal. */
    static DoctorFinding find(List<DoctorFinding> findings, String check) {
        for (DoctorFinding finding : findings) {
            List<String> lines = DoctorText.lines(List.of(finding), false);
            assertThat(lines.subList(0, lines.indexOf("")))
                    .hasSizeLessThanOrEqualTo(3)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
            boolean isBad = finding.level() == Level.WARNING || finding.level() == Level.PROBLEM;
            assertThat(finding.distorts() != null).as(finding.toString()).isEqualTo(isBad);
            assertThat(finding.command() != null ^ finding.advice() != null)
                    .as(finding.toString())
                    .isEqualTo(isBad);
        }
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    static void assertUnknown(DoctorFinding finding, String file) {
        assertThat(finding.level()).isEqualTo(Level.UNKNOWN);
        assertThat(finding.found()).isEqualTo("cannot be read: " + file);
    }

    static void assertFound(DoctorFinding finding, Level level, String found) {
        assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.found()).contains(found);
    }
}
