package dev.wirebench.model.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.text.Json;
import dev.wirebench.model.text.WholeFile;
import dev.wirebench.model.text.WriteFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A run on disk: {@code record.json} and one HdrHistogram interval log per series and {@link Measure}.
 *
 * <p>The folder is there, and says that it is partial, before the load starts; its name carries the verdict unless that
 * is VALID. A block belongs to the run once its line in the {@link BlockJournal} is written, which says how many lines of
 * each log are the block's; when the run has ended, all blocks are in the record, which is written under a temporary name
 * and renamed, and the journal is gone. Not safe for concurrent use.
 */
public final class RunFolder {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** The name of the record in the folder. */
    public static final String RECORD = "record.json";

    /** In it: how many lines of each interval log belong to the run. */
    private static final String LOGS = "logs";

    private static final TypeReference<Map<String, Integer>> LINES = new TypeReference<>() {};

    private static final String NOTHING = "nothing has been measured";

    private final String name;
    private final IntervalLogs logs = new IntervalLogs();
    private final BlockJournal journal = new BlockJournal();
    private final CellRecords cells = new CellRecords();
    private Path path;

    /** Whether the run is written here, and not read. */
    private final boolean isOwn;

    private boolean isRead;

    private int blocks;

    private RunFolder(Path path, String name, boolean isOwn) {
        this.path = path;
        this.name = name;
        this.isOwn = isOwn;
    }

    /**
     * Makes {@code results/<utc>-<plan>-PARTIAL} with a record that says that the run has not ended.
     *
     * @throws IOException if nothing can be saved there, before any load was sent
     */
    public static RunFolder create(Path results, Plan plan, Instant startedAt, Map<String, String> environment)
            throws IOException {
        return create(results, plan, "", startedAt, environment);
    }

    /** As {@link #create(Path, Plan, Instant, Map)}; what follows the plan's name tells runs of one experiment apart. */
    public static RunFolder create(
            Path results, Plan plan, String suffix, Instant startedAt, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(results);
        String stem = UTC.format(startedAt) + "-" + plan.name() + suffix;
        String name = makeFirst(results, stem, Verdict.Validity.PARTIAL);
        return begin(results, name, plan, startedAt, environment);
    }

    /** Makes {@code results/<utc>-<plan>}, for the runs of one experiment that belong together. */
    public static Path createParent(Path results, Plan plan, Instant startedAt) throws IOException {
        Files.createDirectories(results);
        return results.resolve(makeFirst(results, UTC.format(startedAt) + "-" + plan.name(), Verdict.Validity.VALID));
    }

    /** Makes a run's folder in such a parent. */
    public static RunFolder createIn(
            Path parent, String name, Plan plan, Instant startedAt, Map<String, String> environment)
            throws IOException {
        make(parent.resolve(named(name, Verdict.Validity.PARTIAL)));
        return begin(parent, name, plan, startedAt, environment);
    }

    /** Makes the first folder of its name that nobody else has, or makes at the same time. @return its name */
    private static String makeFirst(Path results, String stem, Verdict.Validity validity) throws IOException {
        for (int attempt = 1; ; attempt++) {
            String name = attempt == 1 ? stem : stem + "-" + attempt;
            if (!isTaken(results, name)) {
                try {
                    make(results.resolve(named(name, validity)));
                    return name;
                } catch (FileAlreadyExistsException e) {
                    // Another run has just made it.
                }
            }
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new WriteFailure(folder, e, NOTHING);
        }
    }

    private static RunFolder begin(
            Path parent, String name, Plan plan, Instant startedAt, Map<String, String> environment)
            throws IOException {
        RunFolder folder = new RunFolder(parent.resolve(named(name, Verdict.Validity.PARTIAL)), name, true);
        try {
            folder.update(
                    RunRecord.builder(plan, startedAt).environment(environment).build());
            folder.rehearse(plan);
            return folder;
        } catch (IOException e) {
            folder.discard();
            throw e;
        }
    }

    /** A load may use up the file descriptors, and without one no class can be loaded: this loads all that is needed then. */
    private void rehearse(Plan plan) throws IOException {
        Interval recorded = new Interval(0, 1);
        recorded.record(Measure.RESPONSE, 1);
        CellKey key = new CellKey(plan.cells().get(0), plan.load().get(0), Instrument.NIO);
        Block block = Block.builder(Instant.EPOCH, 0).build();
        Json.JSON.writeValueAsBytes(logs.running(key, block, recorded));
        byte[] line = new BlockJournal.Entry(key, false, block, Map.of()).line();
        Path journalFile = path.resolve(BlockJournal.FILE);
        AppendedFile.write(journalFile, 0, line, NOTHING);
        Files.delete(journalFile);
        logs.rehearse(key);
        new WriteFailure(path, new IOException(), NOTHING);
    }

    private static boolean isTaken(Path results, String name) {
        for (Verdict.Validity validity : Verdict.Validity.values()) {
            if (Files.exists(results.resolve(named(name, validity)))) {
                return true;
            }
        }
        return false;
    }

    private static String named(String name, Verdict.Validity validity) {
        return validity == Verdict.Validity.VALID ? name : name + "-" + validity;
    }

    /** @throws FileNotFoundException if there is no run in {@code path} */
    public static RunFolder open(Path path) throws FileNotFoundException {
        if (!Files.isRegularFile(path.resolve(RECORD))) {
            throw new FileNotFoundException(path + ": not a run folder, it has no " + RECORD);
        }
        return new RunFolder(
                path, path.toAbsolutePath().normalize().getFileName().toString(), false);
    }

    public Path path() {
        return path;
    }

    /** Removes the folder of a run that was never begun. */
    public void discard() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    /** Replaces the record of a run that goes on; its blocks are in the journal, and not in the record, until it is sealed. */
    public void update(RunRecord unfinished) throws IOException {
        writeRecord(unfinished.toBuilder().cells(List.of()).build(), Map.of());
    }

    private void writeRecord(RunRecord record, Map<String, Integer> lines) throws IOException {
        ObjectNode tree = Json.JSON.valueToTree(record);
        tree.set(LOGS, Json.JSON.valueToTree(lines));
        writeFile(RECORD, Json.JSON.writeValueAsBytes(tree));
    }

    private static int count(RunRecord record) {
        return record.cells().stream().mapToInt(cell -> cell.blocks().size()).sum();
    }

    /** Writes the last record, with all blocks, and names the folder after its verdict. */
    public void seal(RunRecord record) throws IOException {
        writeRecord(record, logs.lines());
        blocks = count(record);
        forgetRunning();
        Files.deleteIfExists(path.resolve(BlockJournal.FILE));
        Path sealed = path.resolveSibling(named(name, record.verdict().validity()));
        if (!sealed.equals(path)) {
            try {
                Files.move(path, sealed, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new WriteFailure(sealed, e, "the whole run is kept in " + path);
            }
            path = sealed;
        }
    }

    /** @throws IOException if the record is of a newer format, or damaged */
    public RunRecord read() throws IOException {
        // Before the record: once that is sealed, there is no journal, and none is needed.
        List<String> journal = BlockJournal.lines(path);
        try {
            return read(Json.JSON.readTree(path.resolve(RECORD).toFile()), journal);
        } catch (JsonProcessingException e) {
            throw damaged(RECORD, e);
        }
    }

    private IOException damaged(String file, JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
        return new IOException(path.resolve(file) + where + ": damaged: " + Json.problem(e), e);
    }

    private RunRecord read(JsonNode tree, List<String> journal) throws IOException {
        int format = tree.path("format").asInt();
        if (format < 1 || format > RunRecord.FORMAT) {
            throw new IOException(path.resolve(RECORD) + ": format " + format + " is unknown; this version reads 1 to "
                    + RunRecord.FORMAT);
        }
        Map<String, Integer> lines = Map.of();
        if (format >= 3) {
            JsonNode counted = ((ObjectNode) tree).remove(LOGS);
            if (counted == null) {
                throw new IOException(path.resolve(RECORD) + ": damaged: there is no " + LOGS);
            }
            lines = Json.JSON.treeToValue(counted, LINES);
        }
        NamedFacts.upgrade((ObjectNode) tree);
        RunRecord record = Json.JSON.treeToValue(tree, RunRecord.class);
        if (record.verdict().equals(RunRecord.UNFINISHED)) {
            List<BlockJournal.Entry> entries = BlockJournal.parse(path, journal);
            record = BlockJournal.in(record, entries);
            lines = BlockJournal.in(lines, entries);
        }
        return isOwn ? record : withRunning(record, lines);
    }

    private RunRecord withRunning(RunRecord record, Map<String, Integer> lines) throws IOException {
        Optional<RunningBlock> running = running().filter(block -> block.isNextOf(record));
        RunRecord whole = running.map(block -> block.in(record)).orElse(record);
        logs.readAs(whole, lines);
        running.ifPresent(logs::addRunning);
        blocks = count(whole);
        isRead = true;
        return whole;
    }

    private Optional<RunningBlock> running() throws IOException {
        Path file = path.resolve(RunningBlock.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.JSON.readValue(file.toFile(), RunningBlock.class));
        } catch (JsonProcessingException e) {
            throw damaged(RunningBlock.FILE, e);
        }
    }

    /**
     * Keeps what a block that goes on has recorded so far, in place of what was kept of it before. It counts as the last
     * block of a run that ends without any further word; {@link #forgetRunning} must come once the block has a place.
     */
    public void keepRunning(CellKey key, Block block, Interval soFar) throws IOException {
        writeFile(RunningBlock.FILE, Json.JSON.writeValueAsBytes(logs.running(key, block, soFar)));
    }

    public void forgetRunning() throws IOException {
        Files.deleteIfExists(path.resolve(RunningBlock.FILE));
    }

    /** Writes a file beside the record, whole or not at all. @throws IOException naming it, and what is there instead */
    public void writeFile(String fileName, byte[] content) throws IOException {
        WholeFile.write(path.resolve(fileName), content, left());
    }

    private String left() {
        return blocks == 0 ? NOTHING : "the " + blocks + " blocks that were measured before are kept in " + path;
    }

    /** Adds a block to the logs of its series and to the run. */
    public void append(BlockResult result) throws IOException {
        IntervalLogs.Appended appended = logs.append(path, result, left());
        journal.append(path, new BlockJournal.Entry(result.key(), false, result.block(), appended.lines()), left());
        logs.commit(appended);
        cells.add(result.key(), result.block());
        blocks++;
    }

    /** Counts a block that was measured again, and whose histograms are kept elsewhere. */
    public void setAside(CellKey key, Block block) throws IOException {
        journal.append(path, new BlockJournal.Entry(key, true, block, Map.of()), left());
        cells.setAside(key, block);
    }

    /** The blocks that have been added to the run. */
    public List<CellRecord> cells() {
        return cells.toList();
    }

    /**
     * Reads a series back, in the order in which it was measured.
     *
     * @return a histogram in nanoseconds per interval, each with its start and end by the wall clock in epoch
     *     milliseconds, and its {@link #block}; empty where nothing of the kind was measured
     * @throws IOException if a line that the record counts is missing or damaged
     */
    public List<Histogram> intervals(CellKey key, Measure measure) throws IOException {
        if (!isOwn && !isRead) {
            read();
        }
        return logs.read(path, key, measure);
    }

    /** Which block of its series an interval belongs to, from 0 on; formats before 3 do not say. */
    public static OptionalInt block(Histogram interval) {
        return IntervalLogs.block(interval);
    }

    /** The sum of {@link #intervals}. */
    public Histogram total(CellKey key, Measure measure) throws IOException {
        Histogram total = new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
        for (Histogram interval : intervals(key, measure)) {
            total.add(interval);
        }
        return total;
    }
}
