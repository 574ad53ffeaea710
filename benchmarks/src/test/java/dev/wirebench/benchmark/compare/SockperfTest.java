package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.benchmark.tool.TrialResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What sockperf 3.7 really printed, with colours, kept beside this class. */
final class SockperfTest {

    @Test
    void percentilesAreRoundTripsAndCountsAreOfTheWholeRun() throws IOException {
        assertThat(Sockperf.result(run(output())))
                .isEqualTo(new TrialResult(
                        47_507,
                        0,
                        1_000_000_000,
                        30,
                        40,
                        Map.of(50.0, 20_570L, 90.0, 22_803L, 99.0, 26_419L, 99.9, 50_244L)));
    }

    @Test
    void withoutACountThereAreNoFigures() {
        assertThatThrownBy(() -> Sockperf.result(run("sockperf: ERROR: No messages were received\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("printed no message count");
    }

    private static TrialContext.ClientRun run(String out) {
        return new TrialContext.ClientRun(new CompletedProcess(0, out, "", false), 30, 40);
    }

    private static String output() throws IOException {
        try (InputStream in = SockperfTest.class.getResourceAsStream("sockperf.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
