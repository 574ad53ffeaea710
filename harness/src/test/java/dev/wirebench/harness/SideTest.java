package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideTest {

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
        Beginning beginning = Beginning.in(results);
        LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> Side.open(plan, beginning, "", generator, reason -> {}))
                .withMessage("cell socket.io-long: the embedded targets do not serve socket.io; name a service under"
                        + " target.socket.io, or measure targets/external/socket.io with --target socket.io");
        assertThat(results).isEmptyDirectory();
    }
}
