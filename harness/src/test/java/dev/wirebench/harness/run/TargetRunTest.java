package dev.wirebench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetRunTest {

    @TempDir
    private Path directory;

    @Test
    void whatTheEmbeddedTargetsDoNotServeIsRefusedAndLeavesNoFolder() throws IOException {
        Path file = Files.writeString(directory.resolve("plan.yaml"), """
                name: own
                cells: [raw-long, socket.io-long]
                load: [{kind: closed, connections: 4}]
                phases: {warmUpSeconds: 0, measurementSeconds: 1}
                """);
        Plan plan = PlanFile.read(file);
        Path results = directory.resolve("results");
        RunContext beginning = RunContext.in(results);
        LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> TargetRun.open(plan, beginning, "", generator, reason -> {}))
                .withMessage("cell socket.io-long: the embedded targets do not serve socket.io; name a service under"
                        + " target.socket.io, or measure targets/external/socket.io with --target socket.io");
        assertThat(results).isEmptyDirectory();
    }
}
