package dev.wirebench.harness.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VariablesTest {

    private static final Path FILE = Path.of("some.conf");

    private final Variables variables = new Variables(new SystemFolder("a", Path.of("/home/a"), null));

    @Test
    void everyVariableIsFilled() throws IOException {
        variables.putDirectory(Path.of("/tmp/x"));
        variables.putConnections(1000);
        variables.putBackend(new Endpoints(
                1,
                URI.create("http://127.0.0.1:81/"),
                URI.create("ws://127.0.0.1:81/ws"),
                URI.create("tcp://127.0.0.1:82"),
                URI.create("tcp://127.0.0.1:83")));
        assertThat(variables.fill(
                        FILE,
                        "${dir} ${source} ${modules} ${connections}0 ${backend.http.port} ${backend.raw.port} $x"))
                .isEqualTo("/tmp/x /home/a /home/a/node_modules 10000 81 82 $x");
        assertThat(Path.of(variables.fill(FILE, "${java}"))).isExecutable();
    }

    @Test
    void aPortIsTheSameForEachNameAndAnotherForOthers() throws IOException {
        String first = variables.fill(FILE, "${port.http}");
        assertThat(Integer.parseInt(first)).isBetween(1024, 65535);
        assertThat(variables.fill(FILE, "${port.http}")).isEqualTo(first);
        assertThat(variables.fill(FILE, "${port.raw}")).isNotEqualTo(first);
    }

    @Test
    void thereIsRoomForSomeConnectionsAtLeast() throws IOException {
        variables.putConnections(3);
        assertThat(variables.fill(FILE, "${connections}")).isEqualTo("256");
    }

    @Test
    void anUnknownVariableIsNamedWithItsFile() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> variables.fill(FILE, "${prot.http}"))
                .withMessage(
                        "some.conf: unknown variable ${prot.http}; there are here java, modules, source, port.NAME");
    }

    @Test
    void aServerHasNoBackend() {
        assertThatExceptionOfType(PlanException.class).isThrownBy(() -> variables.fill(FILE, "${backend.http.port}"));
    }
}
