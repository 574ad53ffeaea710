package dev.wirebench.benchmark;

import dev.wirebench.benchmark.process.CpuTimes;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.record.BlockResult;

/**
 * Result of a block measured by Wirebench's generator, with this process's CPU time. Immutable.
 *
 * @param userNs user time from the first measured message to the end of the drain, with a resolution of 10 ms
 * @param systemNs system time over the same period
 */
public record MeasuredBlock(BlockResult result, long userNs, long systemNs) {

    public static MeasuredBlock measure(LoadGenerator generator, BlockSpec spec) {
        CpuTimes[] read = new CpuTimes[2];
        BlockResult result = generator.run(spec, new LoadGenerator.Observer() {
            @Override
            public void measurementStarted() {
                read[0] = CpuTimes.ofThisProcess();
            }

            @Override
            public void drained() {
                read[1] = CpuTimes.ofThisProcess();
            }
        });
        return new MeasuredBlock(result, read[1].userNs() - read[0].userNs(), read[1].systemNs() - read[0].systemNs());
    }

    /** Average number of processors kept busy by the generator. */
    public double processors() {
        return (userNs + systemNs) / (double) result.block().elapsedNs();
    }

    /** CPU time of the generator per answered message; not a finite number if none was answered. */
    public double cpuNsPerMessage() {
        return (userNs + systemNs) / (double) result.block().counts().answered();
    }
}
