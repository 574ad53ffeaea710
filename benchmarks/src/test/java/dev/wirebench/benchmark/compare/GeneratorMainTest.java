package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Target;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratorMainTest {

    static List<BlockSpec> jobs() {
        Target all = new Target(
                new Target.Http(URI.create("http://127.0.0.1:1/echo"), null, null, null, null, Target.Check.ANY),
                new Target.WebSocket(URI.create("ws://127.0.0.1:1/ws"), null, null, null, null, null),
                new Target.Raw(URI.create("tcp://127.0.0.1:2"), null, null, null));
        Target raw = new Target(null, null, all.raw());
        Phases phases = new Phases(0.5, 2, null, null);
        return List.of(
                new BlockSpec(
                        all, Cell.parse("http-short"), new Load.Closed(64), phases, 64, 1, IdleStrategy.HYBRID, 1),
                new BlockSpec(
                        raw,
                        Cell.parse("raw-long"),
                        new Load.Open(1000, Load.Arrivals.CONSTANT, 16),
                        phases,
                        64,
                        1,
                        IdleStrategy.SPIN,
                        Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aJobIsOneLineAndIsReadAsItWasWritten(BlockSpec job) throws IOException {
        String line = GeneratorMain.toLine(job);
        assertThat(line).doesNotContain("\n");
        assertThat(GeneratorMain.parse(line)).isEqualTo(job);
    }
}
