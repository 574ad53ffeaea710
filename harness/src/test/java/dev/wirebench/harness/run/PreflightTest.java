package dev.wirebench.harness.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.text.PlanException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against services that answer lines, or do not. */
@Timeout(60)
class PreflightTest {

    @TempDir
    private Path directory;

    /** Greets, answers each line, and after so many connections refuses. */
    private static final class Lines implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final String greeting;
        private final String answer;

        Lines(String greeting, String answer, int most) throws IOException {
            this.greeting = greeting;
            this.answer = answer;
            start(() -> {
                try (server) {
                    while (sockets.size() < most) {
                        Socket socket = server.accept();
                        sockets.add(socket);
                        start(() -> serve(socket));
                    }
                } catch (IOException e) {
                    // It was closed.
                }
            });
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task, "lines");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Socket socket) {
            try (socket) {
                socket.getOutputStream().write(greeting.getBytes(US_ASCII));
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                while (in.readLine() != null) {
                    socket.getOutputStream().write(answer.getBytes(US_ASCII));
                }
            } catch (IOException e) {
                // The client has gone.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Plan plan(String cell, int port, String more, String load, double timeoutSeconds) throws IOException {
        Path file = directory.resolve("plan.yaml");
        Files.writeString(file, """
                name: lines
                target:
                  raw:
                    url: tcp://127.0.0.1:%d
                    framing: {kind: delimiter, delimiter: "\\r\\n"}
                    body: PING
                    check: any
                    %s
                cells: [%s]
                load: [%s]
                phases: {warmUpSeconds: 0, measurementSeconds: 1, timeoutSeconds: %s}
                """.formatted(port, more, cell, load, timeoutSeconds));
        return PlanFile.read(file);
    }

    private static final String EIGHT = "{kind: open, ratePerSecond: 500, connections: 8}";

    private static Preflight preflight(Plan plan, boolean isStarted) {
        return new Preflight(plan, plan.target(), isStarted, new LoadGenerator(Clock.SYSTEM));
    }

    private static void assertRefused(Plan plan, String message) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> preflight(plan, false).check())
                .withMessage(message);
    }

    @Test
    void whatAServiceSendsToWhoeverConnectsIsNoAnswer() throws IOException {
        try (Lines denied = new Lines("-DENIED no\u0007\r\n", "", 100)) {
            assertRefused(
                    plan("raw-short", denied.server.getLocalPort(), "", EIGHT, 20),
                    "preflight of raw-short: tcp://127.0.0.1:" + denied.server.getLocalPort()
                            + " sends '-DENIED no.' to a connection that has asked nothing, so it is not taken for an answer;"
                            + " if answers follow, say how they are told from it: answer or greeting of target.raw");
        }
    }

    @Test
    void aGreetingThatThePlanKnowsOfIsSkipped() throws IOException {
        for (String known : List.of("greeting: 1", "answer: {prefix: +PONG}")) {
            try (Lines greeting = new Lines("+HELLO\r\n", "+PONG\r\n", 100)) {
                Plan plan = plan("raw-long", greeting.server.getLocalPort(), known, EIGHT, 20);
                assertThatCode(() -> preflight(plan, false).check()).as(known).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aServiceOfOnesOwnIsWaitedForAsLongAsThePlanSays() throws IOException {
        try (Lines silent = new Lines("", "", 100)) {
            assertRefused(
                    plan("raw-long", silent.server.getLocalPort(), "", EIGHT, 0.25),
                    "preflight of raw-long: tcp://127.0.0.1:" + silent.server.getLocalPort()
                            + " left 1 of 1 messages without an answer for 0.25 s, the time-out of the plan");
        }
    }

    @Test
    void whatIsToldToBeNoAnswerIsSaidToHaveCome() throws IOException {
        try (Lines wrong = new Lines("", "-ERR\r\n", 100)) {
            assertRefused(
                    plan("raw-long", wrong.server.getLocalPort(), "answer: {prefix: +PONG}", EIGHT, 0.25),
                    "preflight of raw-long: tcp://127.0.0.1:" + wrong.server.getLocalPort()
                            + " left 1 of 1 messages without an answer for 0.25 s, the time-out of the plan; 1 messages came"
                            + " that are not told to be answers");
        }
    }

    /** The first connection, the one that asks nothing, and three of eight; another may wait to be accepted. */
    @Test
    void aServiceThatCannotHoldTheConnectionsIsRefused() throws IOException {
        try (Lines few = new Lines("", "+PONG\r\n", 5)) {
            Plan plan = plan("raw-long", few.server.getLocalPort(), "", EIGHT, 20);
            assertThatExceptionOfType(PlanException.class)
                    .isThrownBy(() -> preflight(plan, false).check())
                    .withMessageMatching("preflight of raw-long: tcp://127.0.0.1:[0-9]+ (refuses connections; does it"
                            + " listen there\\?|closes the connection instead of answering)");
        }
    }

    @Test
    void aServiceOfOnesOwnIsOpenedNoFasterThanByThePlan() throws IOException {
        String load = "{kind: open, ratePerSecond: 50, connections: 100}";
        Cell kept = Cell.parse("raw-long");
        BlockSpec own = preflight(plan("raw-long", 9, "", load, 1), false).block(kept, 100, 0.05);
        assertThat(own.load()).isEqualTo(new Load.Open(50, Load.Arrivals.CONSTANT, 100));
        assertThat(own.phases().measurementSeconds()).isEqualTo(2);
        assertThat(own.cell().isLong()).as("all are opened at once").isFalse();
        BlockSpec started = preflight(plan("raw-long", 9, "", load, 1), true).block(kept, 100, 0.05);
        assertThat(started.load()).isEqualTo(new Load.Open(2000, Load.Arrivals.CONSTANT, 100));
        assertThat(started.phases().timeoutSeconds()).isEqualTo(10);
        String closed = "{kind: closed, connections: 20000}";
        BlockSpec many = preflight(plan("raw-long", 9, "", closed, 1), false).block(kept, 20_000, 0.05);
        assertThat(many.load()).isEqualTo(new Load.Open(2000, Load.Arrivals.CONSTANT, 20_000));
        assertThat(many.phases().measurementSeconds()).as("at most").isEqualTo(10);
    }
}
