package dev.wirebench.harness.run;

import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.systems.TargetProcess;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.WarmUpResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The load before anything is measured. Confined to one thread. */
final class WarmUp {

    /** Enough to keep the target busy, few enough for one that is slow. */
    private static final int CONNECTIONS = 32;

    /** Long enough to load the code; such a run says that it did not wait for a steady state. */
    private static final double BRIEF_SECONDS = 0.25;

    private final Plan plan;
    private final Progress progress;

    WarmUp(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** {@code -Dwirebench.briefWarmUp=true}: for tests that ask whether everything is there, not whether it is fast. */
    static boolean isBrief() {
        return Boolean.getBoolean("wirebench.briefWarmUp");
    }

    /** Runs each cell of a side until it is steady. */
    void settle(TargetRun side) {
        if (isBrief()) {
            runBriefly(side, BRIEF_SECONDS);
            return;
        }
        WarmUpLoop loop = new WarmUpLoop(side.generator(), side.service().processes(), progress);
        for (Cell cell : side.plan().cells()) {
            WarmUpResult settling = loop.settle(spec(side, cell));
            if (side.stopReason().isEmpty()) {
                side.recording().settled(settling);
            }
        }
    }

    /** Runs each cell of a side once, and records that this was all. */
    void runBriefly(TargetRun side, double seconds) {
        side.recording().note(RunRecord.BRIEF_WARM_UP, seconds + " s");
        for (Cell cell : side.plan().cells()) {
            BlockSpec spec = spec(side, cell);
            Phases phases = new Phases(0, seconds, spec.phases().timeoutSeconds());
            side.generator().run(spec.with(spec.load(), phases), LoadGenerator.Observer.NONE);
        }
    }

    /** Compilers want many messages soon; a service of the user's own gets no more than the plan says. */
    private BlockSpec spec(TargetRun side, Cell cell) {
        Load first = plan.load().get(0);
        Load load = side.service().isStarted() ? new Load.Closed(Math.min(first.connections(), CONNECTIONS)) : first;
        return side.block(new CellKey(cell, load, Instrument.NIO), plan.seed());
    }

    /** Against the embedded echo; where no side has one, it is started for as long as it takes. */
    Calibration calibrate(List<TargetRun> sides, Calibrator calibrator) throws IOException {
        Optional<TargetRun> embedded = sides.stream()
                .filter(side -> side.stopReason().isEmpty() && side.service().isEmbedded())
                .findFirst();
        if (embedded.isPresent() && plan.script() == null) {
            return calibrator.calibrate(embedded.get().target());
        }
        try (TargetProcess echo =
                TargetProcess.start(sides.get(0).recording().folder().path())) {
            return calibrator.calibrate(echo.endpoints().toTarget());
        }
    }
}
