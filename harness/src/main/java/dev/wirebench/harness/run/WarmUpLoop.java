package dev.wirebench.harness.run;

import dev.wirebench.harness.monitor.ProcessorTime;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.WarmUpResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a cell before anything is measured, in short slices, until its code, here and in the target, has stopped getting
 * faster: see "Steady state" in docs/method.md.
 */
final class WarmUpLoop {

    private static final double SLICE_SECONDS = 0.25;

    /** After so many slices the cell is said never to have become steady. */
    private static final int MAX_SLICES = SteadyState.MOST;

    /** So many slices in turn without an answer, and there is nothing to wait for. */
    private static final int SILENT_SLICES = 8;

    private final LoadGenerator generator;
    private final ProcessSet processes;
    private final Progress progress;

    WarmUpLoop(LoadGenerator generator, ProcessSet processes, Progress progress) {
        this.generator = generator;
        this.processes = processes;
        this.progress = progress;
    }

    /** @param spec the cell and load to rehearse; its phases give the time-out only */
    WarmUpResult settle(BlockSpec spec) {
        Cell cell = spec.cell();
        Phases phases = new Phases(0, SLICE_SECONDS, spec.phases().timeoutSeconds());
        List<Double> serviceNs = new ArrayList<>();
        List<Double> cpuNs = new ArrayList<>();
        int slices = 0;
        int silent = 0;
        while (slices < MAX_SLICES
                && silent < SILENT_SLICES
                && generator.stopReason().isEmpty()) {
            ProcessorTime before = ProcessorTime.now(processes);
            BlockResult result = generator.run(spec.with(spec.load(), phases), LoadGenerator.Observer.NONE);
            long answered = result.block().counts().answered();
            slices++;
            progress.rehearsed(result);
            silent = answered > 0 ? 0 : silent + 1;
            if (answered > 0) {
                serviceNs.add((double) result.total(Measure.SERVICE).getValueAtPercentile(50));
                cpuNs.add((double) ProcessorTime.now(processes).since(before).sumNs() / answered);
            }
            if (SteadyState.isReached(serviceNs) && SteadyState.isReached(cpuNs)) {
                return new WarmUpResult(cell, slices * SLICE_SECONDS, true);
            }
        }
        boolean isTooFew = silent == SILENT_SLICES || serviceNs.size() < slices;
        return new WarmUpResult(cell, slices * SLICE_SECONDS, false, isTooFew);
    }
}
