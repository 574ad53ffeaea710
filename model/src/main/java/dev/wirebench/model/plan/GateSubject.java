package dev.wirebench.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gate asks about: a metric of the cells and loads that it names. Immutable.
 *
 * @param cell null for all cells of the plan
 * @param load label of a load, such as {@code open-500}; null for the plan's open loads, of throughput the closed ones, as
 *     far as there are any
 */
public record GateSubject(Cell cell, String load, Metric metric) {

    /** A rate far below 1 is written as in 1.0E-4, by {@link Load#label}. */
    private static final Pattern FORM = Pattern.compile("(?:((?:http|websocket|raw|socket\\.io)-[^.]*)\\.)?"
            + "(?:((?:open|closed)-[0-9]+(?:\\.[0-9]+(?:E-[0-9]+)?)?)\\.)?(.*)");

    /** Metrics have a dash too, but no dot after it. */
    private static final Pattern MISPLACED = Pattern.compile("((?:socket\\.io|[^.]*)-[^.]*)\\..*");

    /** @throws IllegalArgumentException naming what is allowed */
    static GateSubject parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not [cell.][load.]metric");
        }
        Cell cell = form.group(1) == null ? null : Cell.parse(form.group(1));
        String name = form.group(3);
        Matcher misplaced = MISPLACED.matcher(name);
        if (misplaced.matches()) {
            throw new IllegalArgumentException("'" + misplaced.group(1) + "' is neither a cell nor a load in '" + text
                    + "'; allowed: [cell.][load.]metric in this order, such as http-long.open-500.p99");
        }
        Metric metric = Metric.parse(name);
        if (cell != null && !isMeasured(metric, cell)) {
            throw new IllegalArgumentException(
                    "only websocket and socket.io cells shake hands, so there is no '" + text + "'");
        }
        return new GateSubject(cell, form.group(2), metric);
    }

    /** The series of the NIO generator that it asks about; none if the plan measures none of them. */
    public List<CellKey> select(List<Cell> cells, List<Load> loads) {
        List<CellKey> selected = new ArrayList<>();
        for (Load each : select(loads)) {
            for (Cell candidate : cells) {
                if ((cell == null || cell.equals(candidate)) && isMeasured(metric, candidate)) {
                    selected.add(new CellKey(candidate, each, Instrument.NIO));
                }
            }
        }
        return selected;
    }

    private List<Load> select(List<Load> loads) {
        if (load != null) {
            return loads.stream().filter(each -> each.label().equals(load)).toList();
        }
        boolean wantsOpen = metric instanceof Percentile;
        if (!wantsOpen && metric != Scalar.THROUGHPUT) {
            return loads;
        }
        List<Load> wanted = loads.stream()
                .filter(each -> each instanceof Load.Open == wantsOpen)
                .toList();
        return wanted.isEmpty() ? loads : wanted;
    }

    private static boolean isMeasured(Metric metric, Cell candidate) {
        return !isHandshake(metric) || candidate.protocol().hasHandshake();
    }

    static boolean isHandshake(Metric metric) {
        return metric instanceof Percentile percentile && percentile.measure() == Measure.HANDSHAKE;
    }

    @Override
    public String toString() {
        return (cell == null ? "" : cell + ".") + (load == null ? "" : load + ".") + metric;
    }
}
