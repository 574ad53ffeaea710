package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.service.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cells of a run under one load as seen by one instrument. Immutable.
 *
 * @param protocols those the plan has cells of, in reading order
 */
public record Matrix(Load load, Instrument instrument, List<Protocol> protocols, Map<Cell, Series> cells) {

    private static final List<Metric> OPEN =
            List.of(Percentile.P50, Percentile.P99, Percentile.P999, Scalar.THROUGHPUT);
    private static final List<Metric> CLOSED =
            List.of(Scalar.THROUGHPUT, Percentile.P50, Percentile.P99, Percentile.P999);

    public Optional<Series> find(Cell cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    public Optional<Series> find(Protocol protocol, long messagesPerConnection) {
        return find(new Cell(protocol, messagesPerConnection));
    }

    public boolean isOpen() {
        return load instanceof Load.Open;
    }

    /** What the load asks about comes first: the time under a rate, the throughput without one. */
    public List<Metric> figures() {
        return isOpen() ? OPEN : CLOSED;
    }

    /** The first of them. */
    public Metric asked() {
        return figures().get(0);
    }

    public String title() {
        return load.label() + ", measured by " + instrumentName() + ": " + description();
    }

    public String instrumentName() {
        return instrument == Instrument.NIO ? "the NIO generator" : "Gatling";
    }

    private String description() {
        String connections = Units.connections(load.connections());
        if (load instanceof Load.Open open) {
            return Units.PLAIN.perSecond(open.ratePerSecond()) + " intended ("
                    + open.arrivals().label() + "), at most " + connections;
        }
        return "as fast as answers come, " + connections;
    }
}
