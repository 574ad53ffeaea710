package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.benchmark.peer.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What sockperf 3.7 really printed, with colours, kept beside this class. */
final class SockperfTest {

    @Test
    void percentilesAreRoundTripsAndCountsAreOfTheWholeRun() throws IOException {
        assertThat(Sockperf.figures(spent(output())))
                .isEqualTo(new Figures(47_507, 0, 1_000_000_000, 30, 40, 20_570L, 22_803L, 26_419L, 50_244L));
    }

    @Test
    void withoutACountThereAreNoFigures() {
        assertThatThrownBy(() -> Sockperf.figures(spent("sockperf: ERROR: No messages were received\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("printed no count of messages");
    }

    private static Bench.Spent spent(String out) {
        return new Bench.Spent(new Execution(0, out, "", false), 30, 40);
    }

    private static String output() throws IOException {
        try (InputStream in = SockperfTest.class.getResourceAsStream("sockperf.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
