package dev.wirebench.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.benchmark.tool.ApacheBench;
import dev.wirebench.benchmark.tool.Autocannon;
import dev.wirebench.benchmark.tool.Hey;
import dev.wirebench.benchmark.tool.LoadTool;
import dev.wirebench.benchmark.tool.Wrk;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TruthQuestionTest {

    private static final Path PLANS = Path.of("../plans/truth");
    private static final URI URL = URI.create("http://127.0.0.1:1/bytes/64");

    // 1000/s of 1 ms are 1 at a time; 1000/s of 2.375 ms are 3, and 350/s of 2 ms are 1.
    @ParameterizedTest
    @CsvSource({"T1, 1", "T2, 3", "T3, 1", "T4, 1", "T5, 1", "T8, 2", "T9, 1"})
    void aClosedLoopHasTheConnectionsOfTheRate(String schedule, int connections) {
        assertThat(TruthQuestion.read(PLANS, schedule).closedConnections()).isEqualTo(connections);
    }

    @Test
    void aToolGetsTheLoadOfThePlan() {
        TruthQuestion question = TruthQuestion.read(PLANS, "T2");
        assertThat(command(new Wrk(), question))
                .containsExactly(
                        "wrk",
                        "--threads",
                        "1",
                        "--connections",
                        "3",
                        "--duration",
                        "10s",
                        "--timeout",
                        "5s",
                        "--latency",
                        URL.toString());
        assertThat(command(new Hey(), question))
                .containsExactly("hey", "-z", "10s", "-c", "256", "-q", "3.90625", "-t", "5", URL.toString());
        assertThat(command(new ApacheBench(), question))
                .containsExactly("ab", "-q", "-k", "-c", "3", "-t", "10", "-n", "100000", "-s", "5", URL.toString());
        assertThat(command(new Autocannon(Path.of("a")), question))
                .containsSequence("--connections", "256", "--duration", "10", "--overallRate", "1000.0");
    }

    private static List<String> command(LoadTool tool, TruthQuestion question) {
        return tool.command(question.toolLoad(URL, tool));
    }

    @Test
    void noToolSupportsRandomArrivals() {
        assertThat(TruthQuestion.read(PLANS, "T5").isSupported()).isTrue();
        assertThat(TruthQuestion.read(PLANS, "T6").isSupported()).isFalse();
        assertThat(TruthQuestion.read(PLANS, "T7").isSupported()).isFalse();
    }
}
