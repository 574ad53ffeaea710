package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.benchmark.process.CompletedProcess;
import dev.wirebench.benchmark.tool.ApacheBench;
import dev.wirebench.benchmark.tool.Autocannon;
import dev.wirebench.benchmark.tool.H2load;
import dev.wirebench.benchmark.tool.Hey;
import dev.wirebench.benchmark.tool.PostBody;
import dev.wirebench.benchmark.tool.ToolLoad;
import dev.wirebench.benchmark.tool.ToolOutput;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.benchmark.tool.Wrk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientsTest {

    private static final ToolLoad CLOSED = ToolLoad.closed(
            URI.create("http://127.0.0.1:1/echo"), new PostBody(Path.of("body"), Path.of("post.lua")), 64, 2);

    @Test
    void everyToolPostsTheSameMessage() {
        assertThat(String.join(" ", new Wrk().command(CLOSED)))
                .isEqualTo("wrk --threads 1 --connections 64 --duration 2s --timeout 2s --script post.lua --latency"
                        + " http://127.0.0.1:1/echo");
        assertThat(String.join(" ", new ApacheBench().command(CLOSED)))
                .isEqualTo("ab -q -k -c 64 -t 2 -n 1000000 -s 2 -p body -T application/octet-stream"
                        + " http://127.0.0.1:1/echo");
        assertThat(String.join(" ", new H2load().command(CLOSED)))
                .isEqualTo("h2load --h1 --threads=1 --clients=64 --duration=2 --data=body http://127.0.0.1:1/echo");
        assertThat(String.join(" ", new Hey().command(CLOSED)))
                .isEqualTo("hey -z 2s -c 64 -t 2 -cpus 1 -m POST -D body http://127.0.0.1:1/echo");
        assertThat(String.join(" ", new Autocannon(Path.of("a")).command(CLOSED)))
                .isEqualTo("node a/autocannon.js --json --no-progress --connections 64 --duration 2 --timeout 2"
                        + " --method POST --input body http://127.0.0.1:1/echo");
    }

    @Test
    void everyToolButH2loadCanOpenAConnectionForEachMessage() {
        ToolLoad brief = CLOSED.withShortConnections();
        assertThat(new Wrk().command(brief)).containsSequence("--header", "Connection: close");
        assertThat(new ApacheBench().command(brief)).doesNotContain("-k");
        assertThat(new Hey().command(brief)).contains("-disable-keepalive");
        assertThat(new Autocannon(Path.of("a")).command(brief)).containsSequence("--headers", "connection=close");
        assertThatIllegalArgumentException().isThrownBy(() -> new H2load().command(brief));
    }

    @Test
    void aRateIsSharedOutByHeyAndKnownToAutocannon() {
        assertThat(new Hey().command(CLOSED.withRate(1000))).containsSequence("-q", "15.625");
        assertThat(new Autocannon(Path.of("a")).command(CLOSED.withRate(1000)))
                .containsSequence("--overallRate", "1000.0");
    }

    @Test
    void theBodyIsWhatWrksScriptSends(@TempDir Path folder) throws IOException {
        PostBody post = PostBody.write(folder, 5);
        assertThat(Files.readString(post.body())).isEqualTo("xxxxx");
        assertThat(Files.readString(post.wrkScript())).isEqualTo("wrk.method = \"POST\"\nwrk.body = \"xxxxx\"\n");
    }

    @Test
    void theTimeIsThatInWhichTheAnswersCame() throws IOException {
        TreeMap<Double, Double> ms = new TreeMap<>();
        ms.put(50.0, 1.5);
        ToolOutput printed = new ToolOutput(ms, OptionalDouble.of(500), OptionalLong.of(1000), 3);
        assertThat(Clients.result(printed, run()))
                .isEqualTo(new TrialResult(1000, 3, 2_000_000_000, 30, 40, Map.of(50.0, 1_500_000L)));
    }

    @Test
    void noAnswerAndNoCountAreFailures() {
        assertThatThrownBy(() -> Clients.result(
                        new ToolOutput(new TreeMap<>(), OptionalDouble.of(9), OptionalLong.of(0), 7), run()))
                .isInstanceOf(IOException.class)
                .hasMessage("no message was answered, 7 failed");
        assertThatThrownBy(() -> Clients.result(
                        new ToolOutput(new TreeMap<>(), OptionalDouble.of(9), OptionalLong.empty(), 0), run()))
                .isInstanceOf(IOException.class)
                .hasMessage("printed no message count");
    }

    private static TrialContext.ClientRun run() {
        return new TrialContext.ClientRun(new CompletedProcess(0, "", "", false), 30, 40);
    }
}
