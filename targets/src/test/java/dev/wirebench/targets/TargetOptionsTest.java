package dev.wirebench.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.TargetScript;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TargetOptionsTest {

    @Test
    void withoutOptionsLoopbackAndFreePortsAreTaken() {
        assertThat(TargetOptions.parse()).isEqualTo(new TargetOptions("127.0.0.1", 0, 0, 0));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(TargetOptions.parse(
                        "--raw-port", "2", "--host", "::1", "--http-port", "1", "--listener-port", "65535"))
                .isEqualTo(new TargetOptions("::1", 1, 2, 65535));
    }

    @Test
    void aScriptAndItsLogAreRead() {
        TargetScript script = TargetScript.fifo(new TargetScript.Constant(1))
                .withStall(new TargetScript.Stall(10, 0.8))
                .withUnansweredEvery(200);
        TargetOptions options = TargetOptions.parse("--script-log", "/x/script.tsv", "--script", script.toJson());
        assertThat(options.script()).isEqualTo(script);
        assertThat(options.scriptLog()).isEqualTo(Path.of("/x/script.tsv"));
        assertThat(TargetOptions.parse().script()).isNull();
        assertThat(TargetOptions.parse("--script", script.toJson()).scriptLog()).isNull();
    }

    @Test
    void aBadScriptIsNamedInOneLine() {
        assertRefused("--script: not a script: ", "--script", "x");
        assertRefused("--script: not a script: null", "--script", "null");
        assertRefused("--script: not a script: ", "--script", "{\n\"service\": {\"kind\": \"constant\", \"ms\": -1}}");
        assertRefused(
                "--script: stall must leave at least 1 ns of every period",
                "--script",
                "{\"service\": {\"kind\": \"constant\", \"ms\": 1},"
                        + " \"stall\": {\"everySeconds\": 2e-10, \"forSeconds\": 1e-10}}");
        assertRefused("--script-log needs --script, was x", "--script-log", "x");
    }

    @Test
    void aBadOptionIsNamedWithWhatIsAllowed() {
        assertRefused("unknown option 'http-port', known options: --host, --http-port, --raw-port", "http-port", "1");
        assertRefused("--raw-port needs a value", "--raw-port");
        assertRefused("--raw-port must be 0 to 65535, was 65536", "--raw-port", "65536");
        assertRefused("--http-port must be 0 to 65535, was -1", "--http-port", "-1");
        assertRefused("--listener-port must be 0 to 65535, was x", "--listener-port", "x");
        assertRefused("--host must be a host name or an address, was ''", "--host", "");
        assertRefused("--host is repeated", "--host", "a", "--host", "b");
    }

    private static void assertRefused(String message, String... args) {
        assertThatThrownBy(() -> TargetOptions.parse(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n"));
    }
}
