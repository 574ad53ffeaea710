package dev.wirebench.model.plan;

/** What a series of numbers belongs to: a cell under a load, as seen by one instrument. */
public record CellKey(Cell cell, Load load, Instrument instrument) {

    /** Names the series in files: {@code http-short.open-1000.nio}. */
    public String label() {
        return cell.name() + "." + load.label() + "." + instrument.label();
    }

    @Override
    public String toString() {
        return label();
    }
}
