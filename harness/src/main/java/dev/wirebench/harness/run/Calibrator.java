package dev.wirebench.harness.run;

import dev.wirebench.harness.monitor.ProcessorTime;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import org.HdrHistogram.Histogram;

/**
 * Measures what the instrument itself can do on this machine: exchanges with the raw echo, the cheapest target there is,
 * once on one connection and once on as many as the plan has.
 */
final class Calibrator {

    private static final Phases PHASES = new Phases(0.5, 0.5);

    private static final Phases BRIEF = new Phases(0.1, 0.1);

    private static final Cell CELL = new Cell(Protocol.RAW, Cell.UNLIMITED);

    private final LoadGenerator generator;
    private final Plan plan;

    Calibrator(LoadGenerator generator, Plan plan) {
        this.generator = generator;
        this.plan = plan;
    }

    /** @param echo has a raw echo */
    Calibration calibrate(Target echo) {
        int connections = plan.load().stream().mapToInt(Load::connections).max().orElseThrow();
        Histogram roundTrip = run(echo, 1, 1, LoadGenerator.Observer.NONE).total(Measure.SERVICE);
        Stopwatch stopwatch = new Stopwatch();
        BlockResult full = run(echo, connections, plan.workers(), stopwatch);
        long answered = full.block().counts().answered();
        return new Calibration(
                connections,
                roundTrip.getMinValue(),
                roundTrip.getValueAtPercentile(50),
                full.block().throughputPerSecond().orElseThrow(),
                stopwatch.used.ownNs() / Math.max(1, answered));
    }

    private BlockResult run(Target echo, int connections, int workers, LoadGenerator.Observer observer) {
        return generator.run(
                BlockSpec.of(plan, echo, CELL, new Load.Closed(connections), WarmUp.isBrief() ? BRIEF : PHASES)
                        .workers(workers)
                        .idleStrategy(
                                plan.idleStrategy() == IdleStrategy.SLEEP ? IdleStrategy.SLEEP : IdleStrategy.SPIN)
                        .build(),
                observer);
    }

    /** Reads the generator's processor time in the measurement; its classes are loaded before that may take all files. */
    private static final class Stopwatch implements LoadGenerator.Observer {
        private ProcessorTime start = ProcessorTime.now(ProcessSet.NONE);
        private ProcessorTime.Used used = start.since(start);

        @Override
        public void measurementStarted() {
            start = ProcessorTime.now(ProcessSet.NONE);
        }

        @Override
        public void drained() {
            used = ProcessorTime.now(ProcessSet.NONE).since(start);
        }
    }
}
