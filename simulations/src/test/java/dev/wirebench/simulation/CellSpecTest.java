package dev.wirebench.simulation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellSpecTest {

    private static final Path FILE = Path.of("../plans/comparison.yaml");

    private static Plan plan(String... cells) {
        return PlanFile.read(FILE).withCells(Stream.of(cells).map(Cell::parse).toList());
    }

    @Test
    void aCellThatGatlingCannotMeasureIsNamedWithTheCommandThatCan() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> CellSpec.requireMeasurable(plan("http-long", "socket.io-10"), Path.of("p.yaml")))
                .withMessage("p.yaml: cell socket.io-10: Gatling does not speak Socket.IO; measure the plan with"
                        + " './wirebench run', or name other cells with -Dwirebench.cells=");
    }

    @Test
    void aServiceWhoseAnswersHaveToBeToldIsNotForGatling(@TempDir Path directory) throws IOException {
        for (String key : List.of("answer: {prefix: a}", "greeting: 1")) {
            Path file = directory.resolve("p.yaml");
            Files.writeString(file, """
                    name: x
                    cells: [websocket-long]
                    load: [{kind: closed, connections: 1}]
                    phases: {warmUpSeconds: 0, measurementSeconds: 1}
                    target: {websocket: {url: "ws://127.0.0.1:9/", %s}}
                    """.formatted(key));
            assertThatExceptionOfType(PlanException.class)
                    .isThrownBy(() -> CellSpec.requireMeasurable(PlanFile.read(file), file))
                    .withMessage(file + ": cell websocket-long: Gatling takes the first message it receives for the"
                            + " answer and ignores target.websocket.answer and greeting; measure the plan with"
                            + " './wirebench run'");
        }
    }

    @Test
    void theMatrixCanBeMeasured() {
        assertThatNoException()
                .isThrownBy(() -> CellSpec.requireMeasurable(PlanFile.read(FILE).withCells(Cell.MATRIX), FILE));
    }
}
