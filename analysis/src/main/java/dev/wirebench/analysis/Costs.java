package dev.wirebench.analysis;

import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Traffic;
import dev.wirebench.model.Usage;
import java.util.OptionalDouble;

/**
 * What the blocks of a record cost in time, bytes, processor time and memory. Immutable.
 *
 * <p>Whatever was not measured is empty, never 0. Everything per message is per answered message.
 */
public record Costs(CellRecord record) {

    public OptionalDouble throughputPerSecond() {
        return record.throughputPerSecond();
    }

    /** Of a long cell message bytes only, else with each message's share of its connection's bytes. */
    public OptionalDouble bytesUpPerMessage() {
        Traffic t = record.traffic();
        return perMessage(t.messageBytesUp() + (record.cell().isLong() ? 0 : t.connectionBytesUp()), hasTraffic());
    }

    /** As {@link #bytesUpPerMessage}. */
    public OptionalDouble bytesDownPerMessage() {
        Traffic t = record.traffic();
        return perMessage(t.messageBytesDown() + (record.cell().isLong() ? 0 : t.connectionBytesDown()), hasTraffic());
    }

    public OptionalDouble bytesUpPerConnection() {
        return perConnection(record.traffic().connectionBytesUp());
    }

    public OptionalDouble bytesDownPerConnection() {
        return perConnection(record.traffic().connectionBytesDown());
    }

    public OptionalDouble targetCpuNsPerMessage() {
        return perMessage(record.usage().targetCpuNs(), record.usage().targetCpuNs() != Usage.UNKNOWN);
    }

    public OptionalDouble generatorCpuNsPerMessage() {
        return perMessage(record.usage().generatorCpuNs(), record.usage().generatorCpuNs() != Usage.UNKNOWN);
    }

    public OptionalDouble targetRssBytes() {
        long bytes = record.usage().targetRssBytes();
        return bytes == Usage.UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(bytes);
    }

    /** No message is answered without a byte, so no bytes at all means that nobody counted them. */
    private boolean hasTraffic() {
        return record.traffic().messageBytesUp() + record.traffic().messageBytesDown() > 0;
    }

    private OptionalDouble perMessage(long sum, boolean isMeasured) {
        long answered = record.counts().answered();
        return isMeasured && answered > 0 ? OptionalDouble.of((double) sum / answered) : OptionalDouble.empty();
    }

    private OptionalDouble perConnection(long sum) {
        long connections = record.traffic().connections();
        return connections > 0 ? OptionalDouble.of((double) sum / connections) : OptionalDouble.empty();
    }
}
