package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.text.Require;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run keeps of a cell beside its histograms: its blocks in the order in which they ran. Immutable.
 *
 * @param setAside blocks that were measured again because the generator had been disturbed; they are in no sum and no
 *     histogram of the run, but what failed in them has failed
 */
@JsonIgnoreProperties(
        value = {"counts", "traffic", "usage"},
        allowGetters = true)
// Without it, the order of the sums changes from one JVM to the next.
@JsonPropertyOrder({"cell", "load", "instrument", "blocks", "counts", "traffic", "usage", "setAside"})
public record CellRecord(
        @JsonProperty(required = true) Cell cell,
        @JsonProperty(required = true) Load load,
        @JsonProperty(required = true) Instrument instrument,
        @JsonProperty(required = true) List<Block> blocks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Block> setAside) {

    public CellRecord {
        blocks = List.copyOf(Require.notEmpty("blocks", blocks));
        setAside = setAside == null ? List.of() : List.copyOf(setAside);
    }

    @JsonIgnore
    public CellKey key() {
        return new CellKey(cell, load, instrument);
    }

    /** The sum over all blocks. */
    @JsonProperty
    public Counts counts() {
        return blocks.stream().map(Block::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The sum over all blocks and over what was set aside. */
    @JsonIgnore
    public Counts countsWithSetAside() {
        return setAside.stream().map(block -> block.counts().ofTarget()).reduce(counts(), Counts::plus);
    }

    /** The sum over all blocks. */
    @JsonProperty
    public Traffic traffic() {
        return blocks.stream().map(Block::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    /** The sum over all blocks. */
    @JsonProperty
    public ResourceUsage usage() {
        return blocks.stream().map(Block::usage).reduce(ResourceUsage::plus).orElse(ResourceUsage.NOT_MEASURED);
    }

    /** The sum over all blocks. */
    @JsonIgnore
    public ConnectionEvents events() {
        return blocks.stream().map(Block::events).reduce(ConnectionEvents.NONE, ConnectionEvents::plus);
    }

    @JsonIgnore
    public long measurementNs() {
        return blocks.stream().mapToLong(Block::measurementNs).sum();
    }

    @JsonIgnore
    public long elapsedNs() {
        return blocks.stream().mapToLong(Block::elapsedNs).sum();
    }

    /** Good answers per second; see {@link Block#throughputPerSecond(List)}. */
    @JsonIgnore
    public OptionalDouble throughputPerSecond() {
        return Block.throughputPerSecond(blocks);
    }

    /** Of which nothing was set aside. */
    public static CellRecord of(CellKey key, Block... blocks) {
        return of(key, List.of(blocks));
    }

    /** Of which nothing was set aside. */
    public static CellRecord of(CellKey key, List<Block> blocks) {
        return new CellRecord(key.cell(), key.load(), key.instrument(), blocks, List.of());
    }

    public CellRecord withSetAside(List<Block> aside) {
        return new CellRecord(cell, load, instrument, blocks, aside);
    }
}
