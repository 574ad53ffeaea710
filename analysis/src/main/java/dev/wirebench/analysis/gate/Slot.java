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
 */
record Slot(CellKey key, Block block, Map<Measure, Sample> samples, List<Map<Measure, Sample>> stretches) {

    Slot {
        samples = Map.copyOf(samples);
        stretches = List.copyOf(stretches);
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
                record.counts().intended() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                withoutAnswer(record) / (double) record.counts().intended());
            case BYTES_UP -> costs.bytesUpPerMessage();
            case BYTES_DOWN -> costs.bytesDownPerMessage();
            case TARGET_CPU -> costs.targetCpuNsPerMessage();
            case TARGET_MEMORY -> costs.targetRssBytes();
            case MEMORY_PER_CONNECTION -> perConnection(costs.targetRssBytes(), record);
        };
    }

    private static long withoutAnswer(CellRecord record) {
        return record.counts().intended() - record.counts().answered();
    }

    private static OptionalDouble perConnection(OptionalDouble bytes, CellRecord record) {
        return bytes.isPresent()
                ? OptionalDouble.of(bytes.getAsDouble() / record.load().connections())
                : bytes;
    }
}
