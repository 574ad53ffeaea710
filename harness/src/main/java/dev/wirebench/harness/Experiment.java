package dev.wirebench.harness;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.chart.Report;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Settling;
import dev.wirebench.model.Target;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run, from its plan to its sealed folder: {@link #open}, {@link #runBlocks} and {@link #add}, {@link #finish}.
 *
 * <p>{@link #stop} is safe for concurrent use; everything else is called by one thread. A signal to the process, or the
 * loss of the targets, stops the run; what was measured until then is kept and marked PARTIAL.
 */
public final class Experiment implements AutoCloseable {

    /** Enough to keep the target busy, few enough for one that is slow. */
    private static final int REHEARSAL_CONNECTIONS = 32;

    /** How long a signal waits for the run to be closed: its folder sealed, its last words said. */
    private static final int CLOSE_SECONDS = 20;

    private final Plan plan;
    private final Progress progress;
    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
    private final Recording recording;
    private final PauseMeter pauseMeter = PauseMeter.start();
    private final List<Consumer<String>> onStop = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stopOnSignal, "on-signal");
    private TargetProcess targets;
    private Target target;

    private Experiment(Plan plan, Recording recording, Progress progress) {
        this.plan = plan;
        this.recording = recording;
        this.progress = progress;
    }

    /**
     * Makes the run's folder, starts the targets if the plan names none, and checks that they answer.
     *
     * @throws PlanException if there is nothing that could be measured as planned; no folder is left then
     * @throws IOException if nothing can be saved, or the targets cannot be started
     */
    public static Experiment open(Plan plan, Path results, Progress progress) throws IOException {
        Instant startedAt = Instant.now();
        Map<String, String> environment = Environment.read();
        RunFolder folder = RunFolder.create(results, plan, startedAt, environment);
        Experiment experiment = new Experiment(plan, new Recording(folder, plan, startedAt, environment), progress);
        try {
            experiment.prepare(folder);
            return experiment;
        } catch (IOException | RuntimeException e) {
            experiment.close();
            folder.discard();
            throw e;
        }
    }

    private void prepare(RunFolder folder) throws IOException {
        target = plan.target();
        if (target == null) {
            targets = TargetProcess.start(folder.path(), plan.script());
            targets.onLoss(this::stop);
            target = targets.endpoints().toTarget();
        }
        new Preflight(plan, target, generator).check();
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    public Plan plan() {
        return plan;
    }

    /** The services under load: the plan's, or the embedded ones. */
    public Target target() {
        return target;
    }

    /** Reads, during one block of any instrument, what the processes use and what else goes on. */
    public BlockMeter meter() {
        return new BlockMeter(targetPid(), pauseMeter, ListeningSockets.of(target, plan.cells()));
    }

    /** The target's process, where this run started it. */
    private OptionalLong targetPid() {
        return targets == null
                ? OptionalLong.empty()
                : OptionalLong.of(targets.endpoints().pid());
    }

    /** Keeps a fact about the environment in the record, such as where another report lies. */
    public void note(String name, String value) {
        recording.note(name, value);
    }

    /** Ends the run early; the first reason is kept as the reason why it is partial. */
    public void stop(String reason) {
        generator.stop(reason);
        onStop.forEach(listener -> listener.accept(reason));
    }

    /** Tells another instrument, from any thread, when and why the run is to end early. */
    public void onStop(Consumer<String> listener) {
        onStop.add(listener);
        stopReason().ifPresent(listener);
    }

    /** Why the run is to end early, if it is. */
    public Optional<String> stopReason() {
        return generator.stopReason();
    }

    /** Keeps a block that another instrument has measured. */
    public void add(BlockResult result) throws IOException {
        recording.add(result);
    }

    /** Warms up and calibrates, then measures the plan's cells with the NIO generator. */
    public void runBlocks() throws IOException {
        settle();
        calibrate();
        measureBlocks();
    }

    /** In each round every cell once, in shuffled order. */
    void measureBlocks() throws IOException {
        Random shuffle = new Random(plan.seed());
        progress.begin(plan);
        for (int round = 0; round < plan.blocks(); round++) {
            for (CellKey key : BlockOrder.round(plan, shuffle)) {
                if (stopReason().isEmpty()) {
                    measure(key, plan.seed() + round);
                }
            }
        }
        progress.end();
    }

    private void measure(CellKey key, long seed) throws IOException {
        progress.beginBlock(key);
        BlockMeter meter = meter();
        BlockResult result = generator.run(BlockSpec.of(plan, target, key, seed), meter);
        recording.add(result.with(meter.usage(), meter.surroundings()));
        progress.endBlock(result);
    }

    /** Runs each cell until it is steady. */
    void settle() {
        progress.note("warming up");
        Rehearsal rehearsal = new Rehearsal(generator, targetPid(), progress);
        for (Cell cell : plan.cells()) {
            Settling settling = rehearsal.settle(rehearsal(cell));
            if (stopReason().isEmpty()) {
                recording.settled(settling);
            }
        }
    }

    /** Runs each cell once, for so long; for runs that are too short to settle. */
    void rehearseBriefly(double seconds) {
        for (Cell cell : plan.cells()) {
            BlockSpec spec = rehearsal(cell);
            Phases phases = new Phases(0, seconds, spec.phases().timeoutSeconds(), null);
            generator.run(spec.with(spec.load(), phases), LoadGenerator.Observer.NONE);
        }
    }

    /** Compilers want many messages soon; a service of the user's own gets no more than the plan says. */
    private BlockSpec rehearsal(Cell cell) {
        Load first = plan.load().get(0);
        Load load = targets == null ? first : new Load.Closed(Math.min(first.connections(), REHEARSAL_CONNECTIONS));
        return BlockSpec.of(plan, target, new CellKey(cell, load, Instrument.NIO), plan.seed());
    }

    /** Against the embedded echo; where this run has none, one is started for as long as it takes. */
    private void calibrate() throws IOException {
        if (stopReason().isPresent()) {
            return;
        }
        progress.note("calibrating");
        Calibrator calibrator = new Calibrator(generator, plan);
        if (targets != null && plan.script() == null) {
            recording.calibrated(calibrator.calibrate(target));
            return;
        }
        try (TargetProcess echo = TargetProcess.start(recording.folder().path(), null)) {
            recording.calibrated(calibrator.calibrate(echo.endpoints().toTarget()));
        }
    }

    /** Judges the run, seals its folder and writes what is derived from it. */
    public Finished finish() throws IOException {
        Optional<String> stopped = stopReason();
        Verdict verdict = stopped.isPresent()
                ? new Verdict(Verdict.Validity.PARTIAL, List.of(stopped.get()))
                : SelfCheck.judge(recording.folder(), recording.cells(), recording.settling());
        closeTargets();
        recording.seal(verdict);
        Comparison comparison = Report.write(recording.folder());
        return new Finished(recording.folder().path(), verdict, comparison);
    }

    /** What a run has come to. */
    public record Finished(Path folder, Verdict verdict, Comparison comparison) {}

    private void stopOnSignal() {
        stop("interrupted by a signal");
        try {
            if (ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.NOT_VALID);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending by that very signal.
        }
        pauseMeter.close();
        closeTargets();
    }

    /** Their logs are whole only when they have ended. */
    private void closeTargets() {
        if (targets != null) {
            targets.close();
            targets = null;
        }
    }
}
