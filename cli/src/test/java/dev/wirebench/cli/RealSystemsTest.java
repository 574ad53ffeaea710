package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.systems.Requirements;
import dev.wirebench.harness.systems.RunningSystem;
import dev.wirebench.harness.systems.SystemFolder;
import dev.wirebench.harness.systems.check.SystemCheck;
import dev.wirebench.harness.systems.check.SystemEndpoint;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every system of this checkout that is installed; the others are skipped by name. */
@Tag("slow")
class RealSystemsTest {

    private static final int CONNECTIONS = 32;

    @TempDir
    private Path logs;

    static List<SystemFolder> systems() throws IOException {
        return SystemFolder.all(Path.of(".."));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("systems")
    void anInstalledSystemEchoesAndEnds(SystemFolder system) throws Exception {
        Requirements needs = Requirements.of(system);
        assumeThat(needs.missing()).as(system.name() + " is not installed").isEmpty();
        ProcessSet processes;
        try (Targets backend = Targets.start(TargetOptions.DEFAULTS);
                RunningSystem running =
                        RunningSystem.start(system, Optional.of(backend.endpoints()), CONNECTIONS, logs)) {
            processes = running.processes();
            SystemEndpoint subject = new SystemEndpoint(
                    running.addresses(), Set.copyOf(system.description().cannot()), 1 << 20, processes);
            SystemCheck check = SystemCheck.of(subject, CONNECTIONS);
            assertThat(check.refusal()).isEmpty();
            assertThat(ProcessMemory.of(processes).bytes()).isPositive();
        }
        assertThat(needs.version()).isNotEqualTo("unknown");
        assertThat(ProcessMemory.of(processes).bytes()).isNotPositive();
    }
}
