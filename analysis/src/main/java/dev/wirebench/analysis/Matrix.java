package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The cells of a run under one load as seen by one instrument. Immutable.
 *
 * @param protocols those the plan has cells of, in reading order
 */
public record Matrix(Load load, Instrument instrument, List<Protocol> protocols, Map<Cell, Series> cells) {

    private static final List<Figure> OPEN =
            List.of(Figure.RESPONSE_P50, Figure.RESPONSE_P99, Figure.RESPONSE_P999, Figure.THROUGHPUT);
    private static final List<Figure> CLOSED =
            List.of(Figure.THROUGHPUT, Figure.RESPONSE_P50, Figure.RESPONSE_P99, Figure.RESPONSE_P999);

    public Optional<Series> find(Cell cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    public Optional<Series> find(Protocol protocol, long messagesPerConnection) {
        return find(new Cell(protocol, messagesPerConnection));
    }

    /** Cells that are neither short nor long. */
    public List<Series> between() {
        return cells.values().stream()
                .filter(series -> !series.record().cell().isShort()
                        && !series.record().cell().isLong())
                .toList();
    }

    public boolean isOpen() {
        return load instanceof Load.Open;
    }

    /** What the load asks about comes first: the time under a rate, the throughput without one. */
    public List<Figure> figures() {
        return isOpen() ? OPEN : CLOSED;
    }

    public String title() {
        return load.label() + ", measured by " + instrumentName() + ": " + description();
    }

    public String instrumentName() {
        return instrument == Instrument.NIO ? "the NIO generator" : "Gatling";
    }

    private String description() {
        String connections = load.connections() + (load.connections() == 1 ? " connection" : " connections");
        if (load instanceof Load.Open open) {
            return Units.PLAIN.perSecond(open.ratePerSecond()) + " intended ("
                    + open.arrivals().label() + "), at most " + connections;
        }
        return String.format(Locale.ROOT, "as fast as answers come, %s", connections);
    }
}
