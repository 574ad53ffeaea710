package dev.wirebench.lab.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.anatomy.Direction;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.report.anatomy.Field;
import dev.wirebench.report.anatomy.Layer;
import dev.wirebench.report.anatomy.Pdu;
import dev.wirebench.report.anatomy.SocketCall;
import dev.wirebench.report.anatomy.Stage;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small decoder of what is shown against the codecs that measure. */
@Timeout(120)
class CapturedCellsTest {

    @SuppressWarnings("unused")
    private static final List<Cell> MATRIX = Cell.MATRIX;

    private static final ListenerLog LOG = new ListenerLog();
    private static Targets targets;

    @BeforeAll
    static void start() throws IOException {
        targets = Targets.start(TargetOptions.DEFAULTS, LOG.stream());
    }

    @AfterAll
    static void stop() {
        targets.close();
    }

    private static Target target() {
        return targets.endpoints().toTarget();
    }

    private static CapturedCells.Taped send(Cell cell, int payloadBytes) {
        return new CapturedCells(payloadBytes, 10).send(cell, target());
    }

    @ParameterizedTest
    @FieldSource("MATRIX")
    void itsBytesAreThoseThatTheEngineCounted(Cell cell) {
        for (int payloadBytes : new int[] {0, 64, 1000, 100_000}) {
            CapturedCells.Taped taped = send(cell, payloadBytes);
            assertThat(taped.exchanges()).hasSize(1);
            Exchange exchange = taped.exchanges().get(0);
            int messages = CapturedCells.messages(cell);
            Traffic counted = taped.result().block().traffic();
            assertThat(messages(exchange, Direction.UP, messages)).isEqualTo(counted.messageBytesUp());
            assertThat(messages(exchange, Direction.DOWN, messages)).isEqualTo(counted.messageBytesDown());
            assertThat(exchange.bytes(Direction.UP)).isEqualTo(counted.messageBytesUp() + counted.connectionBytesUp());
            assertThat(exchange.bytes(Direction.DOWN))
                    .isEqualTo(counted.messageBytesDown() + counted.connectionBytesDown());
            assertThat(exchange.outcome()).isEqualTo(messages == 1 ? "answered" : "all 2 answered");
        }
    }

    private static long messages(Exchange exchange, Direction direction, int count) {
        return LongStream.rangeClosed(1, count)
                .map(message -> exchange.bytes(direction, Stage.MESSAGE, (int) message))
                .sum();
    }

    @ParameterizedTest
    @FieldSource("MATRIX")
    void everyUnitIsUnderstoodAndTheEchoIsTheMessage(Cell cell) {
        Exchange exchange = send(cell, 100).exchanges().get(0);
        assertThat(exchange.units()).flatMap(Pdu::parts).noneMatch(part -> part.layer() == Layer.UNKNOWN);
        List<String> said = exchange.units().stream()
                .flatMap(unit -> unit.parts().stream())
                .filter(part -> part.layer() == Layer.MESSAGE)
                .map(part -> new String(part.said(), java.nio.charset.StandardCharsets.US_ASCII))
                .toList();
        assertThat(said)
                .hasSize(2 * CapturedCells.messages(cell))
                .allMatch(text -> text.matches("[0-9a-f]{16}[a-z]{84}"));
        for (int i = 0; i < said.size(); i += 2) {
            assertThat(said.get(i)).isEqualTo(said.get(i + 1)).startsWith("000000000000000" + i / 2);
        }
    }

    @Test
    void callsAreThoseOfTheSocketApiInTheirOrder() {
        Exchange raw = send(Cell.parse("raw-long"), 60).exchanges().get(0);
        assertThat(raw.calls().subList(raw.calls().size() - 6, raw.calls().size()))
                .extracting(call -> call.call().label() + " " + call.bytes())
                .containsExactly("connect null", "send 64", "recv 64", "send 64", "recv 64", "close null");
        assertThat(raw.calls().get(0).call()).isEqualTo(SocketCall.Name.SOCKET);
        assertThat(raw.remote())
                .isEqualTo("127.0.0.1:" + targets.endpoints().raw().getPort());
        assertThat(raw.local()).matches("127\\.[0-9.]+:[0-9]+");
    }

    @Test
    void theServerSpeaksFirstAndTwoMessagesGoUpBeforeTheFirstAnswer() throws IOException {
        Exchange talk =
                FullDuplexDemo.with(target().service(Protocol.WEBSOCKET).url().resolve(Targets.TALK_PATH), 64);
        Pdu first = talk.units().get(2);
        assertThat(first.direction()).isEqualTo(Direction.DOWN);
        assertThat(first.stage()).isEqualTo(Stage.UNASKED);
        assertThat(talk.units())
                .extracting(Pdu::what)
                .containsSubsequence("WebSocket frame: ping", "WebSocket frame: pong", "WebSocket frame: text");
        assertThat(talk.sentAhead()).isEqualTo(2);
        assertThat(talk.calls()).last().extracting(SocketCall::call).isEqualTo(SocketCall.Name.CLOSE);
    }

    @Test
    void theListenerPrintsTheTextThatTheSocketWasGiven() throws IOException {
        for (Exchange exchange : AnatomyCapture.ofListener(targets.endpoints(), LOG)) {
            StringBuilder text = new StringBuilder();
            for (Field part : exchange.units().get(0).parts()) {
                text.append(new String(part.shown(), java.nio.charset.StandardCharsets.US_ASCII));
            }
            assertThat(exchange.listenerPrinted())
                    .contains(
                            "from " + exchange.local() + "\n" + text.toString().replace("\r\n", "\n"))
                    .contains(exchange.bytes(Direction.UP) + " bytes received");
            assertThat(exchange.bytes(Direction.DOWN)).isZero();
            assertThat(exchange.outcome()).isEqualTo("no answer, 0 of 1 answered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-short", "websocket-long", "raw-short"})
    void whoRefusesConnectionsIsNamed(String cell) {
        Target nobody = Target.of(
                new HttpService(URI.create("http://127.0.0.1:9/")),
                new WebSocketService(URI.create("ws://127.0.0.1:9/")),
                new RawService(URI.create("tcp://127.0.0.1:9")));
        assertThatThrownBy(() -> new CapturedCells(1, 1).send(Cell.parse(cell), nobody))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(cell + ": ")
                .hasMessageEndingWith("refuses connections");
    }

    @Test
    void theLogTellsOneConnectionFromTheNext() throws IOException {
        ListenerLog log = new ListenerLog();
        PrintStream out = log.stream();
        out.print("-- connection 1 from a\nx\n-- connection 1 closed by its peer, 2 bytes received\n");
        out.print("-- connection 2 from b\ny-- connection 1\n-- connection 2 closed by its peer, 3 bytes received\n");
        assertThat(log.connection(1)).startsWith("-- connection 1 from a").endsWith("2 bytes received\n");
        assertThat(log.connection(2)).startsWith("-- connection 2 from b").endsWith("3 bytes received\n");
    }
}
