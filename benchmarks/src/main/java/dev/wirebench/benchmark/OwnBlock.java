package dev.wirebench.benchmark;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.BlockResult;

/**
 * A block that Wirebench's own generator has measured, and what it cost this process. Immutable.
 *
 * @param userNs processor time from the first measured message until the drain had ended, in steps of 10 ms
 */
public record OwnBlock(BlockResult result, long userNs, long systemNs) {

    public static OwnBlock measure(LoadGenerator generator, BlockSpec spec) {
        ProcessorTimes[] read = new ProcessorTimes[2];
        BlockResult result = generator.run(spec, new LoadGenerator.Observer() {
            @Override
            public void measurementStarted() {
                read[0] = ProcessorTimes.ofThisProcess();
            }

            @Override
            public void drained() {
                read[1] = ProcessorTimes.ofThisProcess();
            }
        });
        return new OwnBlock(result, read[1].userNs() - read[0].userNs(), read[1].systemNs() - read[0].systemNs());
    }

    /** Answered messages of the measurement. */
    public long answered() {
        return result.block().counts().answered();
    }

    /** How many processors the generator kept busy, until the last answer. */
    public double processors() {
        return (userNs + systemNs) / (double) result.block().elapsedNs();
    }

    /** Processor time of the generator for each answered message; not a number without one. */
    public double cpuNsPerMessage() {
        return (userNs + systemNs) / (double) answered();
    }
}
