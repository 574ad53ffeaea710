package dev.wirebench.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.benchmark.peer.ApacheBench;
import dev.wirebench.benchmark.peer.Assignment;
import dev.wirebench.benchmark.peer.Autocannon;
import dev.wirebench.benchmark.peer.Execution;
import dev.wirebench.benchmark.peer.H2load;
import dev.wirebench.benchmark.peer.Hey;
import dev.wirebench.benchmark.peer.Post;
import dev.wirebench.benchmark.peer.Printed;
import dev.wirebench.benchmark.peer.Wrk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerClientTest {

    private static final Assignment CLOSED = Assignment.closed(
            URI.create("http://127.0.0.1:1/echo"), new Post(Path.of("body"), Path.of("post.lua")), 64, 2);

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
        Assignment brief = CLOSED.onShortConnections();
        assertThat(new Wrk().command(brief)).containsSequence("--header", "Connection: close");
        assertThat(new ApacheBench().command(brief)).doesNotContain("-k");
        assertThat(new Hey().command(brief)).contains("-disable-keepalive");
        assertThat(new Autocannon(Path.of("a")).command(brief)).containsSequence("--headers", "connection=close");
        assertThatIllegalArgumentException().isThrownBy(() -> new H2load().command(brief));
    }

    @Test
    void aRateIsSharedOutByHeyAndKnownToAutocannon() {
        assertThat(new Hey().command(CLOSED.at(1000))).containsSequence("-q", "15.625");
        assertThat(new Autocannon(Path.of("a")).command(CLOSED.at(1000))).containsSequence("--overallRate", "1000.0");
    }

    @Test
    void theBodyIsWhatWrksScriptSends(@TempDir Path folder) throws IOException {
        Post post = Post.write(folder, 5);
        assertThat(Files.readString(post.body())).isEqualTo("xxxxx");
        assertThat(Files.readString(post.wrkScript())).isEqualTo("wrk.method = \"POST\"\nwrk.body = \"xxxxx\"\n");
    }

    @Test
    void theTimeIsThatInWhichTheAnswersCame() throws IOException {
        TreeMap<Double, Double> ms = new TreeMap<>();
        ms.put(50.0, 1.5);
        Printed printed = new Printed(ms, OptionalDouble.of(500), OptionalLong.of(1000), 3);
        assertThat(PeerClient.figures(printed, spent()))
                .isEqualTo(new Figures(1000, 3, 2_000_000_000, 30, 40, 1_500_000L, null, null, null));
    }

    @Test
    void noAnswerAndNoCountAreFailures() {
        assertThatThrownBy(() -> PeerClient.figures(
                        new Printed(new TreeMap<>(), OptionalDouble.of(9), OptionalLong.of(0), 7), spent()))
                .isInstanceOf(IOException.class)
                .hasMessage("no message was answered, 7 failed");
        assertThatThrownBy(() -> PeerClient.figures(
                        new Printed(new TreeMap<>(), OptionalDouble.of(9), OptionalLong.empty(), 0), spent()))
                .isInstanceOf(IOException.class)
                .hasMessage("printed no count of messages");
    }

    private static Bench.Spent spent() {
        return new Bench.Spent(new Execution(0, "", "", false), 30, 40);
    }
}
