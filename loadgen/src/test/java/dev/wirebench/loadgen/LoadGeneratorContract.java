package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Load.Arrivals;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract of a block on every kind of sockets. */
@Timeout(60)
abstract class LoadGeneratorContract {

    private static final Load OPEN = new Load.Open(500, Arrivals.CONSTANT, 8);
    private static final Phases SHORT = new Phases(0.2, 0.4, 20.0);

    private static final List<String> CELLS = List.of(
            "http-short",
            "http-long",
            "websocket-short",
            "websocket-long",
            "raw-long",
            "socket.io-short",
            "socket.io-long");

    abstract SocketKind sockets();

    private LoadGenerator generator() {
        return new LoadGenerator(Clock.SYSTEM, sockets());
    }

    private BlockResult run(TestServer server, String cell, Load load, Phases phases, int workers) {
        return generator().run(spec(server.target(), cell, load, phases, workers), LoadGenerator.Observer.NONE);
    }

    private static BlockSpec spec(Target target, String cell, Load load, Phases phases, int workers) {
        return BlockSpec.builder(target, Cell.parse(cell), load, phases)
                .workers(workers)
                .build();
    }

    private static TestServer server(String cell) throws IOException {
        return TestServer.echo(Cell.parse(cell).protocol());
    }

    private static long values(BlockResult result, Measure measure) {
        return result.intervals().stream()
                .mapToLong(interval -> interval.histogram(measure).getTotalCount())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-short",
                "http-long",
                "websocket-short",
                "websocket-long",
                "raw-short",
                "raw-long",
                "socket.io-short",
                "socket.io-long"
            })
    void everyIntendedMessageIsAnsweredAndRecordedOnce(String cell) throws IOException {
        try (TestServer server = server(cell)) {
            BlockResult result = run(server, cell, OPEN, SHORT, 1);
            assertThat(result.block().warmUp()).isEqualTo(new Counts(100, 100, Map.of(), 0, 0));
            assertThat(result.block().counts()).isEqualTo(new Counts(200, 200, Map.of(), 0, 0));
            for (Measure each : new Measure[] {Measure.RESPONSE, Measure.SERVICE, Measure.SEND_LAG}) {
                assertThat(values(result, each)).as(each.label()).isEqualTo(200);
            }
            assertThat(values(result, Measure.UNANSWERED)).isZero();
            boolean isShort = cell.endsWith("short");
            long connections = isShort ? 200 : 8;
            assertThat(result.block().traffic().connections()).isEqualTo(connections);
            assertThat(values(result, Measure.CONNECT)).isEqualTo(connections);
            assertThat(values(result, Measure.HANDSHAKE))
                    .isEqualTo(Cell.parse(cell).protocol().hasHandshake() ? connections : 0);
            assertThat(server.connections()).isEqualTo(isShort ? 300 : 8);
        }
    }

    @ParameterizedTest
    @CsvSource({"raw-long, 68, 68", "websocket-long, 70, 66", "socket.io-long, 83, 79", "http-long, 115, 103"})
    void bytesPerMessageAreCountedExactly(String cell, long upBesidesHost, long down) throws IOException {
        try (TestServer server = server(cell)) {
            Traffic traffic = run(server, cell, OPEN, SHORT, 1).block().traffic();
            int host =
                    server.target().service(Protocol.HTTP).url().getAuthority().length();
            long up = cell.startsWith("http") ? upBesidesHost + host : upBesidesHost;
            assertThat(traffic.messageBytesUp()).isEqualTo(200 * up);
            assertThat(traffic.messageBytesDown()).isEqualTo(200 * down);
        }
    }

    @Test
    void aWebSocketConnectionCostsItsHandshakeAndItsClose() throws IOException {
        try (TestServer server = server("websocket-short")) {
            Traffic traffic =
                    run(server, "websocket-short", OPEN, SHORT, 1).block().traffic();
            int close = 8;
            int host = server.target()
                    .service(Protocol.WEBSOCKET)
                    .url()
                    .getAuthority()
                    .length();
            assertThat(traffic.connectionBytesUp()).isEqualTo(200 * (141 + host + close));
            assertThat(traffic.messageBytesUp()).isEqualTo(200 * 70);
        }
    }

    /** A connect, a disconnect and a close; the server's open packet, confirmation and close. */
    @Test
    void aSocketIoConnectionCostsItsHandshakesAndItsClose() throws IOException {
        try (TestServer server = server("socket.io-short")) {
            Traffic traffic =
                    run(server, "socket.io-short", OPEN, SHORT, 1).block().traffic();
            int host = server.target()
                    .service(SocketIoService.class)
                    .url()
                    .getAuthority()
                    .length();
            int path = "socket.io/?EIO=4&transport=websocket".length() - "ws".length();
            assertThat(traffic.connectionBytesUp()).isEqualTo(200 * (141 + path + host + 8 + 8 + 8));
            assertThat(traffic.messageBytesUp()).isEqualTo(200 * 83);
            int session = 2 + SocketIoPeer.OPEN.length() + 2 + SocketIoPeer.CONNECTED.length();
            assertThat(traffic.connectionBytesDown()).isEqualTo(200 * (129 + session + 4));
        }
    }

    @Test
    void aSocketIoMessageMayBeAnAttachment() throws IOException {
        try (TestServer server = TestServer.echoOfAttachments()) {
            Block block = run(server, "socket.io-long", OPEN, SHORT, 1).block();
            assertThat(block.counts()).isEqualTo(new Counts(200, 200, Map.of(), 0, 0));
            int event = "451-['echo',{'_placeholder':true,'num':0}]".length();
            assertThat(block.traffic().messageBytesUp()).isEqualTo(200 * (6 + event + 6 + 64));
            assertThat(block.traffic().messageBytesDown()).isEqualTo(200 * (2 + event + 2 + 64));
        }
    }

    /** 100,000/s over one connection: nearly every message has to wait, so the three times differ. */
    @Test
    void responseTimeIsSendLagPlusServiceTime() throws IOException {
        try (TestServer server = server("raw-long")) {
            Load tooMuch = new Load.Open(100_000, Arrivals.CONSTANT, 1);
            BlockResult result = run(server, "raw-long", tooMuch, new Phases(0, 0.05, 20.0, 30.0), 1);
            assertThat(result.block().counts().answered()).isEqualTo(5000);
            double lag = sumNs(result, Measure.SEND_LAG);
            double service = sumNs(result, Measure.SERVICE);
            assertThat(lag).as("there is a backlog").isGreaterThan(service);
            assertThat(sumNs(result, Measure.RESPONSE)).isCloseTo(lag + service, withPercentage(1));
        }
    }

    private static double sumNs(BlockResult result, Measure measure) {
        return result.intervals().stream()
                .map(interval -> interval.histogram(measure))
                .mapToDouble(histogram -> histogram.getMean() * histogram.getTotalCount())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"http-10, 10", "websocket-3, 3", "raw-7, 7", "socket.io-3, 3"})
    void aConnectionCarriesAsManyMessagesAsThePlanSays(String cell, int messages) throws IOException {
        try (TestServer server = server(cell)) {
            BlockResult result = run(server, cell, new Load.Open(500, Arrivals.POISSON, 1), SHORT, 1);
            long all =
                    result.block().warmUp().intended() + result.block().counts().intended();
            assertThat(result.block().counts().answered())
                    .isEqualTo(result.block().counts().intended());
            assertThat(server.connections()).isEqualTo((int) Math.ceil((double) all / messages));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSE, CLOSED_EARLY",
        "RESET, RESET",
        "GARBAGE, MALFORMED",
        "WRONG_ECHO, WRONG_ANSWER",
        "SILENCE, TIMED_OUT"
    })
    void everyFaultIsCountedByItsKind(TestServer.Fault fault, Outcome outcome) throws IOException {
        for (String cell : CELLS) {
            try (TestServer server = TestServer.faulty(Cell.parse(cell).protocol(), fault, 10)) {
                // Only stop has to wait for the time-out; elsewhere a busy machine must not reach it.
                double timeoutSeconds = fault == TestServer.Fault.SILENCE ? 1.5 : 20;
                Phases phases = new Phases(0, 0.5, timeoutSeconds, 30.0);
                BlockResult result = run(server, cell, new Load.Open(200, Arrivals.CONSTANT, 40), phases, 1);
                Counts counts = result.block().counts();
                assertThat(counts.intended()).isEqualTo(100);
                assertThat(counts.answered()).as(cell).isEqualTo(90);
                long ended = outcome == Outcome.TIMED_OUT
                        ? counts.timedOut()
                        : counts.failed().getOrDefault(outcome, 0L);
                assertThat(ended).as("%s %s", cell, counts).isEqualTo(10);
                assertThat(values(result, Measure.UNANSWERED)).isEqualTo(10);
                assertThat(values(result, Measure.RESPONSE)).isEqualTo(90);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket-short", "socket.io-short"})
    void aRefusedHandshakeIsCountedAsSuch(String cell) throws IOException {
        try (TestServer server =
                TestServer.faulty(Cell.parse(cell).protocol(), TestServer.Fault.HANDSHAKE_REFUSAL, 2)) {
            // The phase of every second connection depends on the server's threads.
            Block block = run(server, cell, OPEN, SHORT, 1).block();
            assertThat(block.warmUp().answered() + block.counts().answered()).isEqualTo(150);
            assertThat(block.counts().failed()).containsOnlyKeys(Outcome.HANDSHAKE_REFUSED);
            assertThat(block.warmUp().failed().get(Outcome.HANDSHAKE_REFUSED)
                            + block.counts().failed().get(Outcome.HANDSHAKE_REFUSED))
                    .isEqualTo(150);
        }
    }

    @Test
    void unansweredMessagesStayWithTheirAge() throws IOException {
        try (TestServer server = TestServer.faulty(Protocol.RAW, TestServer.Fault.SILENCE, 1)) {
            BlockResult result =
                    run(server, "raw-long", new Load.Open(50, Arrivals.CONSTANT, 40), new Phases(0, 0.2, 0.3), 1);
            assertThat(result.block().counts().timedOut()).isEqualTo(10);
            for (Interval interval : result.intervals()) {
                if (interval.histogram(Measure.UNANSWERED).getTotalCount() > 0) {
                    assertThat(interval.histogram(Measure.UNANSWERED).getMinValue())
                            .isGreaterThanOrEqualTo(299_000_000L);
                }
            }
        }
    }

    @Test
    void whatCannotBeSentInTimeIsUnfinishedAndNotForgotten() throws IOException {
        try (TestServer server = TestServer.faulty(Protocol.RAW, TestServer.Fault.SILENCE, 1)) {
            // One connection that never gets an answer: the first message is in flight, the others wait.
            Counts counts = run(
                            server,
                            "raw-long",
                            new Load.Open(100, Arrivals.CONSTANT, 1),
                            new Phases(0, 0.5, 5.0, 0.1),
                            1)
                    .block()
                    .counts();
            assertThat(counts).isEqualTo(new Counts(50, 0, Map.of(), 0, 50));
        }
    }

    @Test
    void aClosedLoadSendsOnlyWhenAnswered() throws IOException {
        for (String cell : CELLS) {
            try (TestServer server = server(cell)) {
                Counts counts =
                        run(server, cell, new Load.Closed(4), SHORT, 1).block().counts();
                assertThat(counts.answered()).isEqualTo(counts.intended()).isGreaterThan(10);
            }
        }
    }

    @Test
    void twoWorkersSendTheSameMessagesAsOne() throws IOException {
        for (int workers = 1; workers <= 2; workers++) {
            try (TestServer server = server("raw-long")) {
                BlockResult result = run(server, "raw-long", new Load.Open(1000, Arrivals.POISSON, 5), SHORT, workers);
                assertThat(result.block().counts().answered()).isEqualTo(poissonMessages());
                assertThat(server.connections()).isEqualTo(5);
            }
        }
    }

    private static long poissonMessages() {
        var schedule =
                new dev.wirebench.loadgen.schedule.PoissonRate(1000, SHORT.warmUpNs() + SHORT.measurementNs(), 1);
        long count = 0;
        for (long next; (next = schedule.nextSendNs()) != Long.MAX_VALUE; ) {
            count += next >= SHORT.warmUpNs() ? 1 : 0;
        }
        return count;
    }

    @Test
    void aTargetThatRefusesEndsTheBlockByItself() throws IOException {
        Target gone;
        try (TestServer server = server("raw-short")) {
            gone = server.target();
        }
        LoadGenerator generator = generator();
        BlockResult result =
                generator.run(spec(gone, "raw-short", OPEN, new Phases(0, 60, 0.2), 1), LoadGenerator.Observer.NONE);
        assertThat(generator.stopReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains(gone.service(Protocol.RAW).url().toString())
                        .contains("no connection to the target"));
        assertThat(result.block().counts().answered()).isZero();
        assertThat(result.block().counts().failed()).containsKey(Outcome.CONNECT_FAILED);
        assertThat(result.block().measurementNs()).isLessThan(60_000_000_000L);
    }

    @Test
    void aTargetThatTakesConnectionsIsNotUnreachableThoughItNeverAnswers() throws IOException {
        Target late;
        try (TestServer server = server("raw-long")) {
            late = server.target();
        }
        try (ServerSocket silent = new ServerSocket()) {
            LoadGenerator generator = generator();
            BlockResult result = generator.run(
                    spec(late, "raw-long", OPEN, new Phases(0.2, 0.8, 0.3), 1), new LoadGenerator.Observer() {
                        @Override
                        public void measurementStarted() {
                            try {
                                silent.bind(new InetSocketAddress(
                                        "127.0.0.1",
                                        late.service(Protocol.RAW).url().getPort()));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    });
            assertThat(result.block().warmUp().failed()).containsKey(Outcome.CONNECT_FAILED);
            assertThat(result.block().warmUp().timedOut()).isPositive();
            assertThat(generator.stopReason()).isEmpty();
        }
    }

    @Test
    void aStoppedBlockKeepsWhatItHas() throws IOException {
        try (TestServer server = server("http-long")) {
            LoadGenerator generator = generator();
            BlockResult result = generator.run(
                    spec(server.target(), "http-long", OPEN, new Phases(0, 60), 1), new LoadGenerator.Observer() {
                        @Override
                        public void measurementStarted() {
                            generator.stop("enough");
                        }
                    });
            assertThat(generator.stopReason()).hasValue("enough");
            assertThat(result.block().counts().intended()).isLessThan(30_000);
            assertThat(result.block().measurementNs()).isLessThan(60_000_000_000L);
        }
    }

    /** Both events are needed to read the processes' use; otherwise it would count from their start. */
    @Test
    void theShortestBlockTellsOfItsStartBeforeItsEnd() throws IOException {
        List<String> told = new ArrayList<>();
        try (TestServer server = server("raw-long")) {
            BlockSpec shortest = spec(server.target(), "raw-long", OPEN, new Phases(0, 0.001, 20.0), 1);
            generator().run(shortest, new LoadGenerator.Observer() {
                @Override
                public void measurementStarted() {
                    told.add("started");
                }

                @Override
                public void drained() {
                    told.add("drained");
                }
            });
        }
        assertThat(told).containsExactly("started", "drained");
    }

    @Test
    void largeMessagesGoThroughInPieces() throws IOException {
        for (String cell : new String[] {"http-long", "websocket-long", "raw-short", "socket.io-long"}) {
            try (TestServer server = server(cell)) {
                BlockSpec large = BlockSpec.builder(
                                server.target(),
                                Cell.parse(cell),
                                new Load.Open(20, Arrivals.CONSTANT, 2),
                                new Phases(0, 0.5, 10.0))
                        .payloadBytes(3 * 1024 * 1024)
                        .build();
                Counts counts = generator()
                        .run(large, LoadGenerator.Observer.NONE)
                        .block()
                        .counts();
                assertThat(counts).as(cell).isEqualTo(new Counts(10, 10, Map.of(), 0, 0));
            }
        }
    }
}
