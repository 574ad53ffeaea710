package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratorMainTest {

    static List<BlockSpec> jobs() {
        Target all = Target.of(
                new HttpService(URI.create("http://127.0.0.1:1/echo")).withCheck(Service.Check.ANY),
                new WebSocketService(URI.create("ws://127.0.0.1:1/ws")),
                new RawService(URI.create("tcp://127.0.0.1:2")));
        Target raw = Target.of(all.service(RawService.class));
        Phases phases = new Phases(0.5, 2);
        return List.of(
                BlockSpec.builder(all, Cell.parse("http-short"), new Load.Closed(64), phases)
                        .build(),
                BlockSpec.builder(raw, Cell.parse("raw-long"), new Load.Open(1000, Load.Arrivals.CONSTANT, 16), phases)
                        .idleStrategy(IdleStrategy.SPIN)
                        .seed(Long.MAX_VALUE)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aJobIsOneLineAndIsReadAsItWasWritten(BlockSpec job) throws IOException {
        String line = GeneratorMain.toLine(job);
        assertThat(line).doesNotContain("\n");
        assertThat(GeneratorMain.parse(line)).isEqualTo(job);
    }
}
