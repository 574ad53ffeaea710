package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wirebench.model.service.Protocol;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class CellTest {

    @Property(seed = "1")
    void aNameIsReadBackAsTheSameCell(
            @ForAll Protocol protocol,
            @ForAll @LongRange(min = 1, max = Cell.MAX_MESSAGES_PER_CONNECTION) long messagesPerConnection) {
        Cell cell = new Cell(protocol, messagesPerConnection);
        assertThat(Cell.parse(cell.name())).isEqualTo(cell);
    }

    @Example
    void theMatrixReadsFromShortToLong() {
        assertThat(Cell.MATRIX)
                .extracting(Cell::name)
                .containsExactly(
                        "http-short", "http-long", "websocket-short", "websocket-long", "raw-short", "raw-long");
    }

    @Example
    void socketIoIsACellBesideTheMatrix() {
        assertThat(Cell.parse("socket.io-short")).isEqualTo(new Cell(Protocol.SOCKETIO, 1));
        assertThat(Cell.parse("socket.io-long")).isEqualTo(new Cell(Protocol.SOCKETIO, Cell.UNLIMITED));
        assertThat(Cell.parse("socket.io-10")).isEqualTo(new Cell(Protocol.SOCKETIO, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.parse("socketio-long"))
                .withMessageContaining("allowed: http, websocket, raw or socket.io, then -short, -long or -N");
    }

    @Property(seed = "1")
    void whatIsNoCellIsRefused(@ForAll String name) {
        if (!name.matches("(http|websocket|raw|socket\\.io)-(short|long|[1-9][0-9]*)")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Cell.parse(name));
        }
    }
}
