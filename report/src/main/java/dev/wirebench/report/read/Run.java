package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.anatomy.Anatomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run folder as it was read. Immutable.
 *
 * @param name the folder's
 * @param series by load and instrument in the plan's order, then by cell in reading order
 * @param swept what a sweep found of each cell; none of it is among the series
 * @param setAside series of blocks that were measured again, where their folder still lies beside
 * @param anatomy what its cells put on the socket; empty where the run did not keep it
 */
public record Run(
        String name,
        RunRecord record,
        List<Series> series,
        List<SweptCell> swept,
        List<Series> setAside,
        Optional<Anatomy> anatomy) {

    public static Run read(RunFolder folder) throws IOException {
        return read(folder, SeriesLogs.Reader.NONE);
    }

    /** @param also reads the logs of each series of the run before they are forgotten */
    public static Run read(RunFolder folder, SeriesLogs.Reader also) throws IOException {
        RunRecord record = folder.read();
        List<CellRecord> sorted = new ArrayList<>(record.cells());
        sorted.sort(Comparator.<CellRecord>comparingInt(c -> rank(record, c.load()))
                .thenComparing(CellRecord::instrument)
                .thenComparing(c -> c.cell().protocol())
                .thenComparingLong(c -> c.cell().messagesPerConnection()));
        List<Series> series = new ArrayList<>();
        List<Series> swept = new ArrayList<>();
        for (CellRecord cell : sorted) {
            SeriesLogs logs = new SeriesLogs(folder, cell.key());
            also.read(cell, logs);
            Series read = Series.read(logs, cell, Optional.ofNullable(record.calibration()));
            (isSwept(cell) ? swept : series).add(read);
        }
        String name = folder.path().toAbsolutePath().normalize().getFileName().toString();
        List<SweptCell> sweptCells = swept.isEmpty()
                ? List.of()
                : SweptCell.of(swept, record.plan().sweep().limit());
        return new Run(
                name, record, List.copyOf(series), sweptCells, setAside(folder, record), Anatomy.read(folder.path()));
    }

    private static List<Series> setAside(RunFolder folder, RunRecord record) throws IOException {
        Optional<Path> path = record.link(RunLink.SET_ASIDE)
                .map(name -> folder.path().toAbsolutePath().resolveSibling(name))
                .filter(beside -> Files.isRegularFile(beside.resolve(RunFolder.RECORD)));
        if (path.isEmpty()) {
            return List.of();
        }
        RunFolder beside = RunFolder.open(path.get());
        List<Series> series = new ArrayList<>();
        for (CellRecord cell : beside.read().cells()) {
            series.add(Series.read(beside, cell, Optional.empty()));
        }
        return series;
    }

    /** What was measured again of a series. */
    public Optional<Series> setAsideOf(Series whole) {
        return setAside.stream()
                .filter(aside -> aside.record().key().equals(whole.record().key()))
                .findFirst();
    }

    private static boolean isSwept(CellRecord cell) {
        return cell.load() instanceof Load.Open open && open.isSwept();
    }

    private static int rank(RunRecord record, Load load) {
        int index = record.plan().load().indexOf(load);
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    public Optional<Series> find(Cell cell, Load load, Instrument instrument) {
        CellKey key = new CellKey(cell, load, instrument);
        return series.stream().filter(s -> s.record().key().equals(key)).findFirst();
    }

    /** One for each load and instrument that measured anything. */
    public List<Matrix> matrices() {
        Set<CellKey> seen = new LinkedHashSet<>();
        List<Matrix> matrices = new ArrayList<>();
        for (Series each : series) {
            CellKey key = each.record().key();
            if (seen.add(new CellKey(null, key.load(), key.instrument()))) {
                matrices.add(matrix(key.load(), key.instrument()));
            }
        }
        return matrices;
    }

    private Matrix matrix(Load load, Instrument instrument) {
        Map<Cell, Series> cells = new LinkedHashMap<>();
        for (Series each : series) {
            CellKey key = each.record().key();
            if (key.load().equals(load) && key.instrument() == instrument) {
                cells.put(key.cell(), each);
            }
        }
        List<Protocol> protocols = record.plan().cells().stream()
                .map(Cell::protocol)
                .distinct()
                .sorted()
                .toList();
        return new Matrix(load, instrument, protocols, cells);
    }

    /** Each long cell against {@code http-short}; empty without that cell. */
    public List<BreakEven.Row> breakEvens() {
        List<BreakEven.Row> rows = new ArrayList<>();
        for (Matrix matrix : matrices()) {
            Optional<Series> httpShort = matrix.find(Protocol.HTTP, 1);
            for (Series each : matrix.cells().values()) {
                Cell cell = each.record().cell();
                if (httpShort.isPresent() && cell.isLong()) {
                    rows.add(BreakEven.Row.of(httpShort.get(), each, matrix.find(cell.protocol(), 1)));
                }
            }
        }
        return rows;
    }

    /** Those under the load and by the instrument of a matrix. */
    public List<BreakEven.Row> breakEvens(Matrix matrix) {
        return breakEvens().stream()
                .filter(row -> row.longCell().record().load().equals(matrix.load())
                        && row.longCell().record().instrument() == matrix.instrument())
                .toList();
    }

    public List<InstrumentPair> instrumentPairs() {
        List<InstrumentPair> pairs = new ArrayList<>();
        for (Series each : series) {
            CellKey key = each.record().key();
            if (key.instrument() == Instrument.NIO) {
                find(key.cell(), key.load(), Instrument.GATLING)
                        .ifPresent(gatling -> pairs.add(new InstrumentPair(each, gatling)));
            }
        }
        return pairs;
    }

    /** What the plan asked for and no instrument measured, as {@code cell under load}. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Load load : record.plan().load()) {
            for (Cell cell : record.plan().cells()) {
                boolean measured = series.stream()
                        .anyMatch(s -> s.record().cell().equals(cell)
                                && s.record().load().equals(load));
                if (!measured) {
                    missing.add(cell.name() + " under " + load.label());
                }
            }
        }
        return missing;
    }
}
