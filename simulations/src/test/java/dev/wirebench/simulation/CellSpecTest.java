package dev.wirebench.simulation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.PlanFile;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void theMatrixCanBeMeasured() {
        assertThatNoException()
                .isThrownBy(() -> CellSpec.requireMeasurable(PlanFile.read(FILE).withCells(Cell.MATRIX), FILE));
    }
}
