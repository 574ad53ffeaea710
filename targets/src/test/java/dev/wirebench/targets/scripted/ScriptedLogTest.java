package dev.wirebench.targets.scripted;

import static dev.wirebench.targets.echo.TestBytes.ascii;
import static dev.wirebench.targets.echo.TestBytes.message;
import static dev.wirebench.targets.echo.TestBytes.read;
import static dev.wirebench.targets.echo.TestBytes.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.plan.TargetScript.Constant;
import dev.wirebench.model.plan.TargetScript.Exponential;
import dev.wirebench.model.plan.TargetScript.Stall;
import dev.wirebench.model.plan.TargetScript.Step;
import dev.wirebench.model.plan.TargetScript.Table;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.record.ScriptLog.Row;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.JdkProbe;
import dev.wirebench.targets.echo.ServiceLimits;
import dev.wirebench.targets.echo.TestBytes;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The log of real exchanges on the real clock. */
@Timeout(120)
class ScriptedLogTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private ScriptedTarget target;

    @AfterEach
    void stop() {
        if (target != null) {
            target.close();
        }
    }

    static List<TargetScript> scripts() {
        return List.of(
                TargetScript.parallel(new Constant(1)),
                TargetScript.parallel(new Table(List.of(new Step(3, 0.5), new Step(1, 4)))),
                TargetScript.fifo(new Exponential(0.5, 3L)),
                TargetScript.parallel(new Exponential(1)).withStall(new Stall(0.050, 0.020)),
                TargetScript.fifo(new Exponential(0.2)).withStall(new Stall(0.030, 0.012)));
    }

    /** A separate timetable per protocol reproduces the log; nothing is released early. */
    @ParameterizedTest
    @MethodSource("scripts")
    void theLogIsWhatTheScriptPlans(TargetScript script) throws Exception {
        start(script);
        for (Row row : exchangeOnAllWires(100)) {
            assertThat(row.isAnswered()).isTrue();
            assertThat(row.releasedNs()).isGreaterThanOrEqualTo(row.plannedNs());
        }
        for (Protocol wire : Protocol.EMBEDDED) {
            Timetable timetable = new Timetable(script);
            List<Row> rows = rows(wire);
            assertThat(rows).extracting(Row::receivedNs).isSorted();
            assertThat(rows)
                    .extracting(Row::sequence)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 100).boxed().toList());
            for (Row row : rows) {
                assertThat(new Timetable.Entry(row.receivedNs(), row.serviceNs(), row.plannedNs(), true))
                        .isEqualTo(timetable.receive(row.receivedNs()));
            }
        }
    }

    @Test
    void noAnswerIsPlannedWithinAStall() throws Exception {
        start(TargetScript.parallel(new Exponential(1)).withStall(new Stall(0.010, 0.007)));
        assertThat(exchangeOnAllWires(50)).allMatch(row -> row.plannedNs() % 10_000_000 <= 3_000_000);
    }

    @Test
    void everyNthMessageOfAWireIsUnansweredAndItsConnectionStaysOpen() throws Exception {
        start(TargetScript.parallel(new Constant(0)).withUnansweredEvery(3));
        try (Socket raw = connectRaw();
                Socket http = TestBytes.connect(target.httpAddress())) {
            for (long i = 1; i <= 7; i++) {
                raw.getOutputStream().write(message(sequence(i)));
                http.getOutputStream().write(ascii("GET /" + i + " HTTP/1.1\r\nHost: x\r\n\r\n"));
                if (i % 3 != 0) {
                    assertThat(read(raw, 20)).isEqualTo(message(sequence(i)));
                    assertThat(read(http, 103)).endsWith(ScriptedHttp.FIXED_BODY);
                }
            }
        }
        for (Protocol wire : List.of(Protocol.RAW, Protocol.HTTP)) {
            assertThat(rows(wire))
                    .extracting(Row::isAnswered)
                    .containsExactly(true, true, false, true, true, false, true);
        }
        assertThat(rows(Protocol.RAW)).extracting(Row::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(rows(Protocol.HTTP)).extracting(Row::sequence).containsOnly(ScriptLog.NO_SEQUENCE);
    }

    private void start(TargetScript script) throws IOException {
        target =
                ScriptedTarget.start(TestBytes.FREE_PORT, TestBytes.FREE_PORT, script, log(), ServiceLimits.defaults());
    }

    /** Exchanges the same number of messages on each protocol. @return the log of the target, which is closed */
    private List<Row> exchangeOnAllWires(int messages) throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
        JdkProbe probe = new JdkProbe(uri("ws"));
        try (Socket raw = connectRaw()) {
            for (long i = 0; i < messages; i++) {
                raw.getOutputStream().write(message(sequence(i)));
                probe.send(sequence(i), true);
                responses.add(CLIENT.sendAsync(post(sequence(i)), BodyHandlers.ofByteArray()));
            }
            for (int i = 0; i < messages; i++) {
                assertThat(responses.get(i).get(60, TimeUnit.SECONDS).body()).isEqualTo(sequence(i));
                assertThat(probe.next()).isInstanceOf(ByteBuffer.class);
            }
            read(raw, 20 * messages);
        } finally {
            probe.stop();
        }
        target.close();
        return ScriptLog.read(log());
    }

    /** Closes the target. */
    private List<Row> rows(Protocol wire) throws IOException {
        target.close();
        return ScriptLog.read(log()).stream().filter(row -> row.wire() == wire).toList();
    }

    private Path log() {
        return folder.resolve(ScriptLog.FILE);
    }

    private URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + target.httpAddress().getPort() + "/some/path");
    }

    private HttpRequest post(byte[] body) {
        return HttpRequest.newBuilder(uri("http"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Socket connectRaw() throws IOException {
        return TestBytes.connect(target.rawAddress());
    }
}
