package dev.wirebench.model.record;

import dev.wirebench.model.plan.CellKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of a run by series, in the order in which the series were first measured. Confined to one thread. */
final class CellRecords {

    private static final class Series {
        private final List<Block> blocks = new ArrayList<>();
        private final List<Block> setAside = new ArrayList<>();
    }

    private final Map<CellKey, Series> series = new LinkedHashMap<>();

    void add(CellKey key, Block block) {
        of(key).blocks.add(block);
    }

    /** Adds a block that was measured again; see {@link CellRecord#setAside()}. */
    void setAside(CellKey key, Block block) {
        of(key).setAside.add(block);
    }

    void addAll(List<CellRecord> records) {
        for (CellRecord record : records) {
            of(record.key()).blocks.addAll(record.blocks());
            of(record.key()).setAside.addAll(record.setAside());
        }
    }

    private Series of(CellKey key) {
        return series.computeIfAbsent(key, any -> new Series());
    }

    /** A record for each series that has a block that was not set aside. */
    List<CellRecord> toList() {
        List<CellRecord> records = new ArrayList<>();
        series.forEach((key, of) -> {
            if (!of.blocks.isEmpty()) {
                records.add(CellRecord.of(key, of.blocks).withSetAside(of.setAside));
            }
        });
        return records;
    }
}
