package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSubjectTest {

    private static final List<Cell> CELLS =
            Stream.of("http-short", "websocket-long").map(Cell::parse).toList();
    private static final List<Load> OPEN = List.of(open(0.5), open(1000));
    private static final List<Load> CLOSED = List.of(new Load.Closed(8));
    private static final List<Load> BOTH = List.of(open(0.5), new Load.Closed(8));

    private static Load open(double ratePerSecond) {
        return new Load.Open(ratePerSecond, Load.Arrivals.CONSTANT, 8);
    }

    private static List<String> select(String subject, List<Load> loads) {
        return GateSubject.parse(subject).select(CELLS, loads).stream()
                .map(CellKey::label)
                .toList();
    }

    @Test
    void withoutACellItAsksAboutEachOne() {
        assertThat(select("p99", OPEN))
                .containsExactly(
                        "http-short.open-0.5.nio",
                        "websocket-long.open-0.5.nio",
                        "http-short.open-1000.nio",
                        "websocket-long.open-1000.nio");
        assertThat(select("websocket-long.open-1000.p99", OPEN)).containsExactly("websocket-long.open-1000.nio");
        assertThat(select("open-0.5.p99", OPEN))
                .containsExactly("http-short.open-0.5.nio", "websocket-long.open-0.5.nio");
        assertThat(select("http-1.open-0.5.p99", OPEN)).containsExactly("http-short.open-0.5.nio");
    }

    /** Its name has a dot, as what stands between cell, load and metric has. */
    @Test
    void aSocketIoCellCanBeNamed() {
        List<Cell> cells = List.of(Cell.parse("socket.io-long"), Cell.parse("websocket-long"));
        GateSubject subject = GateSubject.parse("socket.io-long.open-0.5.handshake.p99.9");
        assertThat(subject.select(cells, OPEN))
                .extracting(CellKey::label)
                .containsExactly("socket.io-long.open-0.5.nio");
        assertThat(GateSubject.parse(subject.toString())).isEqualTo(subject);
        assertThat(GateRule.parse("socket.io-long.p99 < 2 ms").subject().cell()).isEqualTo(cells.get(0));
        assertThat(GateRule.parse("socket.io-long.p50 < 2 x websocket-long.p50")
                        .subject()
                        .cell())
                .isEqualTo(cells.get(0));
        assertThat(GateSubject.parse("handshake.p50").select(cells, CLOSED)).hasSize(2);
    }

    @Test
    void withoutALoadAPercentileIsOfTheOpenOnesAndThroughputOfTheClosed() {
        assertThat(select("http-short.p99", BOTH)).containsExactly("http-short.open-0.5.nio");
        assertThat(select("http-short.throughput", BOTH)).containsExactly("http-short.closed-8.nio");
        assertThat(select("http-short.failed", BOTH))
                .containsExactly("http-short.open-0.5.nio", "http-short.closed-8.nio");
        assertThat(select("http-short.target-cpu", BOTH)).hasSize(2);
        assertThat(select("http-short.closed-8.p99", BOTH)).containsExactly("http-short.closed-8.nio");
        assertThat(select("http-short.open-0.5.throughput", BOTH)).containsExactly("http-short.open-0.5.nio");
    }

    @Test
    void whereNoLoadIsOfTheUsualKindItAsksAboutTheOthers() {
        assertThat(select("http-short.p99", CLOSED)).containsExactly("http-short.closed-8.nio");
        assertThat(select("http-short.throughput", OPEN))
                .containsExactly("http-short.open-0.5.nio", "http-short.open-1000.nio");
    }

    @Test
    void whatIsNotMeasuredIsNotSelected() {
        assertThat(select("raw-long.p99", BOTH)).isEmpty();
        assertThat(select("open-1000.p99", BOTH)).isEmpty();
        assertThat(select("closed-16.throughput", BOTH)).isEmpty();
    }

    @Test
    void onlyAWebSocketShakesHands() {
        assertThat(select("handshake.p50", BOTH)).containsExactly("websocket-long.open-0.5.nio");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateSubject.parse("http-short.handshake.p50"))
                .withMessage(
                        "only websocket and socket.io cells shake hands, so there is no 'http-short.handshake.p50'");
    }

    @Test
    void everyLoadOfAPlanCanBeNamed() {
        for (double rate : List.of(1e-4, 0.001, 0.25, 1.0, 1234.5, 999_999.5, 1e6)) {
            GateSubject subject = GateSubject.parse("raw-10." + open(rate).label() + ".service.p99.9");
            assertThat(subject.load()).isEqualTo(open(rate).label());
            assertThat(subject.metric())
                    .isInstanceOfSatisfying(
                            Percentile.class,
                            percentile -> assertThat(percentile.measure()).isEqualTo(Measure.SERVICE));
            assertThat(subject.select(List.of(Cell.parse("raw-10")), List.of(open(rate))))
                    .hasSize(1);
            assertThat(GateSubject.parse(subject.toString())).isEqualTo(subject);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            http-shrt.p50          | unknown cell 'http-shrt'; allowed: http, websocket, raw or socket.io, then -short, -long or -N
            raw-0.p50              | unknown cell 'raw-0'
            htp-short.p50          | 'htp-short' is neither a cell nor a load in 'htp-short.p50'; allowed: [cell.][load.]metric
            socket.io-shrt.p50     | unknown cell 'socket.io-shrt'
            open-500.socket.io-long.p50 | 'socket.io-long' is neither a cell nor a load in 'open-500.socket.io-long.p50'
            socket.io.p50          | unknown metric 'socket.io.p50'
            opened-5.p99.9         | 'opened-5' is neither a cell nor a load
            open-500.http-long.p50 | 'http-long' is neither a cell nor a load in 'open-500.http-long.p50'; allowed: [cell.][load.]metric in this order
            send-lag.p99           | 'send-lag' is neither a cell nor a load
            http-long              | unknown metric 'http-long'
            http-long.             | unknown metric ''
            http-long.open-5.      | unknown metric ''
            """)
    void whatIsNoSubjectIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateSubject.parse(text))
                .withMessageStartingWith(message);
    }
}
