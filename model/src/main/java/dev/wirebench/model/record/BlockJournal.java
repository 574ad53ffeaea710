package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code blocks.jsonl}: the blocks of a run that has not ended, a line of JSON for each, so that keeping one costs no more the
 * more there are. A line counts once its end is written. Confined to one thread.
 */
final class BlockJournal {

    static final String FILE = "blocks.jsonl";

    private static final ObjectWriter LINE = Json.JSON.writer().without(SerializationFeature.INDENT_OUTPUT);

    /**
     * A line. Immutable.
     *
     * @param setAside whether the block was measured again; see {@link CellRecord#setAside()}
     * @param logs how many lines the block has in each interval log, by the name of its file
     */
    record Entry(
            @JsonProperty(required = true) CellKey series,
            @JsonProperty(required = true) boolean setAside,
            @JsonProperty(required = true) Block block,
            @JsonProperty(required = true) Map<String, Integer> logs) {

        byte[] line() throws JsonProcessingException {
            return (LINE.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Where the file ends. */
    private long end;

    /** @param left what is kept nevertheless, for the message of a failure */
    void append(Path folder, Entry entry, String left) throws IOException {
        end = AppendedFile.write(folder.resolve(FILE), end, entry.line(), left);
    }

    /** Whole lines only; empty where there is no journal. */
    static List<String> lines(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** @throws IOException naming the first line that is damaged */
    static List<Entry> parse(Path folder, List<String> lines) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            try {
                entries.add(Json.JSON.readValue(line, Entry.class));
            } catch (JsonProcessingException e) {
                throw new IOException(
                        folder.resolve(FILE) + ":" + (entries.size() + 1) + ": damaged: " + Json.problem(e), e);
            }
        }
        return entries;
    }

    /** The record with these blocks after its own; it ends with the last of them. */
    static RunRecord in(RunRecord record, List<Entry> entries) {
        CellRecords cells = new CellRecords();
        cells.addAll(record.cells());
        Instant endedAt = record.endedAt();
        for (Entry entry : entries) {
            if (entry.setAside) {
                cells.setAside(entry.series, entry.block);
            } else {
                cells.add(entry.series, entry.block);
            }
            Instant ended = entry.block.startedAt().plusNanos(entry.block.elapsedNs());
            endedAt = ended.isAfter(endedAt) ? ended : endedAt;
        }
        return record.toBuilder().endedAt(endedAt).cells(cells.toList()).build();
    }

    /** How many lines each interval log has with those of these blocks. */
    static Map<String, Integer> in(Map<String, Integer> logs, List<Entry> entries) {
        Map<String, Integer> all = new TreeMap<>(logs);
        entries.forEach(entry -> entry.logs.forEach((name, lines) -> all.merge(name, lines, Integer::sum)));
        return all;
    }
}
