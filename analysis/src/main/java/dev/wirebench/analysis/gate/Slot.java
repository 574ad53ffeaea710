package dev.wirebench.analysis.gate;

import dev.wirebench.analysis.Costs;
import dev.wirebench.model.Block;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.GateMetric;
import dev.wirebench.model.Measure;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One block of a series as gates see it. Immutable.
 *
 * @param samples of each measure that a gate asks about
 * @param stretches the same by the interval; empty where nobody needs them
 * @param setAside blocks of the series that were measured again; the first slot of a series holds all of them
 */
record Slot(
        CellKey key,
        Block block,
        Map<Measure, Sample> samples,
        List<Map<Measure, Sample>> stretches,
        List<Block> setAside) {

    Slot {
        samples = Map.copyOf(samples);
        stretches = List.copyOf(stretches);
        setAside = List.copyOf(setAside);
    }

    Slot with(List<Block> aside) {
        return new Slot(key, block, samples, stretches, aside);
    }

    /** In the unit of the metric; {@link Span#UNKNOWN} where nothing was measured. */
    Span value(GateMetric metric) {
        if (!metric.isPercentile()) {
            return Span.exactly(value(metric, CellRecord.of(key, block)).orElse(Double.NaN));
        }
        Sample sample = samples.getOrDefault(metric.measure(), Sample.NONE);
        return sample.count() == 0 ? Span.UNKNOWN : Span.of(sample.at(metric.percentile()));
    }

    /** Of all blocks of a record together; empty where nothing was measured. */
    static OptionalDouble value(GateMetric metric, CellRecord record) {
        Costs costs = new Costs(record);
        return switch (metric.kind()) {
            case PERCENTILE -> throw new IllegalArgumentException(metric + " does not follow from the record");
            case THROUGHPUT -> costs.throughputPerSecond();
            case FAILED -> OptionalDouble.of(withoutAnswer(record));
            case ERROR_RATE ->
                record.countsWithSetAside().intended() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(withoutAnswer(record)
                                / (double) record.countsWithSetAside().intended());
            case BYTES_UP -> costs.bytesUpPerMessage();
            case BYTES_DOWN -> costs.bytesDownPerMessage();
            case TARGET_CPU -> costs.targetCpuNsPerMessage();
            case TARGET_MEMORY -> costs.targetRssBytes();
            case MEMORY_PER_CONNECTION -> perConnection(costs.targetRssBytes(), record);
        };
    }

    /** Of what was set aside too: a failure is the target's, whatever the generator did meanwhile. */
    private static long withoutAnswer(CellRecord record) {
        return record.countsWithSetAside().intended()
                - record.countsWithSetAside().answered();
    }

    private static OptionalDouble perConnection(OptionalDouble bytes, CellRecord record) {
        return bytes.isPresent()
                ? OptionalDouble.of(bytes.getAsDouble() / record.load().connections())
                : bytes;
    }
}
