package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.plan.TargetScript.Constant;
import dev.wirebench.model.plan.TargetScript.Stall;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.record.ScriptLog.Row;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.FakeClock;
import dev.wirebench.targets.echo.JdkProbe;
import dev.wirebench.targets.echo.ServiceLimits;
import dev.wirebench.targets.echo.TestBytes;
import dev.wirebench.targets.echo.WebSocketProbe;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answer times on a clock that stands until it is set. A pong proves that everything sent before its ping was received;
 * no answer before it proves that none was due.
 */
@Timeout(120)
class ScriptedTimesTest {

    private static final long MS = 1_000_000;

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path folder;

    private ScriptedTarget target;
    private WebSocketProbe probe;

    @AfterEach
    void stop() throws Exception {
        if (probe != null) {
            probe.stop();
        }
        if (target != null) {
            target.close();
        }
    }

    @Test
    void anAnswerComesWhenItIsDueAndNotBefore() throws Exception {
        start(TargetScript.parallel(new Constant(10)));
        send(1);
        assertNothingIsDueAt(0);
        assertNothingIsDueAt(9.999999);
        assertAnsweredAt(10, 1);
        assertThat(rows()).containsExactly(row(1, 0, 10 * MS, 10 * MS, 10 * MS));
    }

    @Test
    void anAnswerThatIsLateIsLoggedAsLate() throws Exception {
        start(TargetScript.parallel(new Constant(10)));
        send(1);
        assertNothingIsDueAt(0);
        assertAnsweredAt(12.5, 1);
        assertThat(rows()).containsExactly(row(1, 0, 10 * MS, 10 * MS, 12 * MS + MS / 2));
    }

    @Test
    void inAStallMessagesAreReceivedAndNoneIsAnswered() throws Exception {
        start(TargetScript.parallel(new Constant(1)).withStall(new Stall(0.010, 0.004)));
        clock.setMs(5.5);
        send(1);
        assertNothingIsDueAt(5.5);
        assertNothingIsDueAt(9);
        send(2);
        assertNothingIsDueAt(9);
        assertNothingIsDueAt(10.4);
        assertAnsweredAt(10.5, 1);
        assertAnsweredAt(11, 2);
        assertThat(rows())
                .containsExactly(
                        row(1, 5 * MS + MS / 2, MS, 10 * MS + MS / 2, 10 * MS + MS / 2),
                        row(2, 9 * MS, MS, 11 * MS, 11 * MS));
    }

    @Test
    void oneAfterTheOtherAnswersWaitForEachOther() throws Exception {
        start(TargetScript.fifo(new Constant(5)));
        send(1);
        send(2);
        assertNothingIsDueAt(0);
        assertNothingIsDueAt(4);
        assertAnsweredAt(5, 1);
        assertNothingIsDueAt(9);
        assertAnsweredAt(10, 2);
    }

    @Test
    void anAnswerThatTakesLessTimeOvertakes() throws Exception {
        start(TargetScript.parallel(
                new TargetScript.Table(List.of(new TargetScript.Step(1, 10), new TargetScript.Step(1, 2)))));
        send(1);
        send(2);
        assertNothingIsDueAt(0);
        assertAnsweredAt(2, 2);
        assertAnsweredAt(10, 1);
        assertThat(rows()).extracting(Row::sequence).containsExactly(1L, 2L);
    }

    @Test
    void everyNthMessageIsNeverAnsweredThoughItTakesItsTime() throws Exception {
        start(TargetScript.fifo(new Constant(5)).withUnansweredEvery(2));
        for (int i = 1; i <= 4; i++) {
            send(i);
        }
        assertNothingIsDueAt(0);
        assertAnsweredAt(5, 1);
        assertNothingIsDueAt(14);
        assertAnsweredAt(15, 3);
        assertNothingIsDueAt(1000);
        assertThat(rows())
                .containsExactly(
                        row(1, 0, 5 * MS, 5 * MS, 5 * MS),
                        row(2, 0, 5 * MS, ScriptLog.NEVER, ScriptLog.NEVER),
                        row(3, 0, 5 * MS, 15 * MS, 15 * MS),
                        row(4, 0, 5 * MS, ScriptLog.NEVER, ScriptLog.NEVER));
    }

    @Test
    void anAnswerWhoseConnectionIsGoneIsNeverReleased() throws Exception {
        start(TargetScript.parallel(new Constant(10)));
        send(1);
        probe.close(1000);
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Closed(1000));
        probe.stop();
        probe = open();
        send(2);
        assertNothingIsDueAt(0);
        assertAnsweredAt(10, 2);
        assertThat(rows())
                .containsExactly(row(1, 0, 10 * MS, 10 * MS, ScriptLog.NEVER), row(2, 0, 10 * MS, 10 * MS, 10 * MS));
    }

    @Test
    void whatIsStillDueWhenTheTargetClosesIsNeverReleased() throws Exception {
        start(TargetScript.parallel(new Constant(10)));
        send(1);
        assertNothingIsDueAt(0);
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.plannedNs()).isEqualTo(10 * MS);
            assertThat(row.releasedNs()).isEqualTo(ScriptLog.NEVER);
        });
    }

    private void start(TargetScript script) throws Exception {
        target = ScriptedTarget.start(
                TestBytes.FREE_PORT,
                TestBytes.FREE_PORT,
                script,
                folder.resolve(ScriptLog.FILE),
                ServiceLimits.defaults(),
                clock);
        probe = open();
    }

    private WebSocketProbe open() throws Exception {
        return new JdkProbe(URI.create("ws://127.0.0.1:" + target.httpAddress().getPort() + "/"));
    }

    private void send(int sequence) throws Exception {
        probe.send(payload(sequence), true);
    }

    private void assertNothingIsDueAt(double ms) throws Exception {
        clock.setMs(ms);
        probe.ping(new byte[] {1});
        assertThat(probe.next()).isEqualTo(new WebSocketProbe.Pong(ByteBuffer.wrap(new byte[] {1})));
    }

    private void assertAnsweredAt(double ms, int sequence) throws Exception {
        clock.setMs(ms);
        assertThat(probe.next()).isEqualTo(ByteBuffer.wrap(payload(sequence)));
    }

    private List<Row> rows() throws Exception {
        target.close();
        return ScriptLog.read(folder.resolve(ScriptLog.FILE));
    }

    private static Row row(long sequence, long receivedNs, long serviceNs, long plannedNs, long releasedNs) {
        return new Row(Protocol.WEBSOCKET, sequence, receivedNs, serviceNs, plannedNs, releasedNs);
    }

    private static byte[] payload(int sequence) {
        return String.format("%016x", sequence).getBytes(StandardCharsets.US_ASCII);
    }
}
