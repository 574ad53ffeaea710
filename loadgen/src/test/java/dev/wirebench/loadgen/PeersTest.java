package dev.wirebench.loadgen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.loadgen.socket.Sockets;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Load.Arrivals;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.SourceAddresses;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.AnswerSign;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that refuse, close or send unexpectedly, and their outcomes. */
@Timeout(60)
class PeersTest {

    private static final Phases SHORT = new Phases(0, 0.5, 20.0);
    private static final AnswerSign OK = new AnswerSign("ok", null, null, null, null);

    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);

    private Block run(Target target, String cell, Load load, Phases phases) {
        return generator
                .run(spec(target, cell, load, phases, SourceAddresses.AUTO), LoadGenerator.Observer.NONE)
                .block();
    }

    private static BlockSpec spec(
            Target target, String cell, Load load, Phases phases, SourceAddresses sourceAddresses) {
        return BlockSpec.builder(target, Cell.parse(cell), load, phases)
                .sourceAddresses(sourceAddresses)
                .build();
    }

    private static RawService lines(int port) {
        return new RawService(URI.create("tcp://127.0.0.1:" + port))
                .withFraming(new Framing.Delimiter("\n"))
                .withBody("ask")
                .withCheck(Service.Check.ANY);
    }

    private static Load open(int perSecond, int connections) {
        return new Load.Open(perSecond, Arrivals.CONSTANT, connections);
    }

    /** Answers every line, or every end of a request head, the same way. */
    private static Peer.Conduct answering(String answer) {
        return socket -> {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String line; (line = in.readLine()) != null; ) {
                if (line.isEmpty() || line.equals("ask")) {
                    say(socket, answer);
                }
            }
        };
    }

    private static Peer.Conduct answeringOnce(String answer) {
        return socket -> {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String line; (line = in.readLine()) != null; ) {
                if (line.isEmpty() || line.equals("ask")) {
                    say(socket, answer);
                    return;
                }
            }
        };
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    @Test
    void aConnectionThatIsRefusedDoesNotEndABlockWhileOthersAnswer() throws IOException {
        try (Peer peer = new Peer(answering("ok\n"), 3)) {
            Block block = run(Target.of(lines(peer.port())), "raw-long", open(200, 4), new Phases(0, 1.5, 0.3));
            assertThat(generator.stopReason()).isEmpty();
            assertThat(block.counts().intended()).isEqualTo(300);
            assertThat(block.counts().answered()).isGreaterThan(200);
            assertThat(block.counts().failed()).containsKey(Outcome.CONNECT_FAILED);
        }
    }

    /** TCP has no connections to a broadcast address: the network is unreachable. */
    @ParameterizedTest
    @EnumSource
    void whatCannotBeReachedIsNotSaidToRefuse(SocketKind kind) throws IOException {
        URI nowhere = URI.create("tcp://127.255.255.255:9");
        LoadGenerator on = new LoadGenerator(Clock.SYSTEM, kind);
        Target target = Target.of(new RawService(nowhere));
        Counts counts = on.run(
                        spec(target, "raw-short", open(20, 2), new Phases(0, 0.2, 20.0), SourceAddresses.AUTO),
                        LoadGenerator.Observer.NONE)
                .block()
                .counts();
        assertThat(counts.failed()).containsOnlyKeys(Outcome.UNREACHABLE);
    }

    /** Not even if the target is missing too: the block goes on and names the cause. */
    @Test
    void aMachineWithoutPortsIsItsOwnOutcomeAndNoReasonToGiveTheTargetUp() throws IOException {
        Sockets.Opener withoutPorts = (address, slots) -> failingToConnect(SocketKind.NIO.open(address, slots));
        LoadGenerator poor = new LoadGenerator(Clock.SYSTEM, withoutPorts);
        Target target = Target.of(lines(9));
        Block block = poor.run(
                        spec(target, "raw-short", open(50, 4), new Phases(0, 0.4, 0.05, 20.0), SourceAddresses.AUTO),
                        LoadGenerator.Observer.NONE)
                .block();
        assertThat(poor.stopReason()).isEmpty();
        assertThat(block.counts()).isEqualTo(new Counts(20, 0, Map.of(Outcome.NO_LOCAL_PORT, 20L), 0, 0));
        assertThat(block.workers().refusals()).isEqualTo(20);
    }

    private static Sockets failingToConnect(Sockets sockets) {
        return (Sockets) Proxy.newProxyInstance(
                Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, args) -> {
                    if (method.getName().equals("connect")) {
                        throw new BindException("Cannot assign requested address");
                    }
                    try {
                        return method.invoke(sockets, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "raw-long, close",
        "raw-10, close",
        "raw-long, surplus",
        "http-long, close",
        "http-10, close",
        "http-long, surplus",
        "http-long, said",
        "http-long, old"
    })
    void connectionsThatAreNotKeptAreCounted(String cell, String conduct) throws IOException {
        boolean isRaw = cell.startsWith("raw");
        String head = conduct.equals("old") ? "HTTP/1.0 200 OK\r\n" : "HTTP/1.1 200 OK\r\n";
        String field = conduct.equals("said") ? "Connection: close\r\n" : "";
        String answer = isRaw ? "ok\n" : head + field + "Content-Length: 2\r\n\r\nok";
        Peer.Conduct served = conduct.equals("surplus") ? answering(answer + "!") : answeringOnce(answer);
        try (Peer peer = new Peer(served)) {
            HttpService http = new HttpService(URI.create("http://127.0.0.1:" + peer.port() + "/"))
                    .withMethod("GET")
                    .withCheck(Service.Check.ANY);
            Target target = isRaw ? Target.of(lines(peer.port())) : Target.of(http);
            Block block = run(target, cell, open(200, 4), SHORT);
            assertThat(block.counts().intended()).isEqualTo(100);
            assertThat(block.traffic().connections()).isGreaterThan(50);
            assertThat(block.events().reopened()).isEqualTo(block.traffic().connections() - 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"raw-long, 4", "raw-5, 20", "raw-short, 100"})
    void connectionsThatEndAsPlannedAreNotReopened(String cell, int connections) throws IOException {
        try (Peer peer = new Peer(answering("ok\n"))) {
            Block block = run(Target.of(lines(peer.port())), cell, open(200, 4), SHORT);
            // The peer's threads decide which of the four gets the next message.
            assertThat(block.traffic().connections()).isBetween((long) connections, connections + 3L);
            assertThat(block.events()).isEqualTo(ConnectionEvents.NONE);
        }
    }

    private static Peer talkative() throws IOException {
        return new Peer(socket -> {
            say(socket, "ok, hello\n");
            answering("tick\nok\n").serve(socket);
        });
    }

    @Test
    void whatAnswersNothingIsCountedAndNoAnswer() throws IOException {
        try (Peer peer = talkative()) {
            Block block = run(Target.of(lines(peer.port()).withAnswer(OK, 1)), "raw-long", open(200, 4), SHORT);
            assertThat(block.counts()).isEqualTo(new Counts(100, 100, Map.of(), 0, 0));
            assertThat(block.events()).isEqualTo(new ConnectionEvents(0, 100, 0));
        }
    }

    @Test
    void whereNothingTellsAnAnswerWhatNobodyAskedForMayHaveBeenTakenForOne() throws IOException {
        try (Peer peer = talkative()) {
            ConnectionEvents events = run(Target.of(lines(peer.port())), "raw-long", open(200, 4), SHORT)
                    .events();
            assertThat(events.unasked()).isPositive().isEqualTo(events.mistakable());
        }
    }

    @Test
    void connectionsComeFrom127001UnlessThePlanAsksForMany() throws IOException {
        try (Peer peer = new Peer(answering("ok\n"))) {
            Target target = Target.of(lines(peer.port()));
            run(target, "raw-short", open(200, 4), SHORT);
            assertThat(generator.sourceAddresses()).hasValue(new AddressRange(1, "127.0.0.1", "127.0.0.1"));
            assertThat(peer.sockets())
                    .hasSize(100)
                    .allMatch(socket -> socket.getInetAddress().getHostAddress().equals("127.0.0.1"));
            generator.run(
                    spec(target, "raw-short", open(200, 4), SHORT, SourceAddresses.MANY), LoadGenerator.Observer.NONE);
            assertThat(generator.sourceAddresses()).hasValue(new AddressRange(2, "127.0.0.1", "127.1.0.1"));
        }
    }

    @Test
    void aSilentConnectionHearsWhatAServiceSaysToAnybody() throws IOException {
        BlockSpec[] asked = new BlockSpec[2];
        try (Peer denying = new Peer(socket -> say(socket, "-DENIED\r\n"));
                Peer silent = new Peer(answering("ok\n"))) {
            asked[0] = spec(Target.of(lines(denying.port())), "raw-short", open(1, 1), SHORT, SourceAddresses.AUTO);
            asked[1] = spec(Target.of(lines(silent.port())), "raw-short", open(1, 1), SHORT, SourceAddresses.AUTO);
            assertThat(generator.listen(asked[0], 20_000_000_000L))
                    .asString(US_ASCII)
                    .isEqualTo("-DENIED\r\n");
            assertThat(generator.listen(asked[1], 50_000_000)).isEmpty();
        }
        assertThat(generator.listen(asked[1], 50_000_000)).as("nobody is there").isEmpty();
    }
}
