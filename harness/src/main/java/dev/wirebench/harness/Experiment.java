package dev.wirebench.harness;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.chart.Report;
import dev.wirebench.analysis.ci.ResultDocument;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.Reference;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Calibration;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.RunRecord;
import dev.wirebench.model.Settling;
import dev.wirebench.model.Sweep;
import dev.wirebench.model.Target;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

    private static final String BASELINE = "-baseline";

    private final Plan plan;
    private final Progress progress;
    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
    private final PauseMeter pauseMeter = PauseMeter.start();
    private final List<Consumer<String>> onStop = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stopOnSignal, "on-signal");
    private Side candidate;
    private Side baseline;
    private Optional<Verdict> refusal = Optional.empty();

    private Experiment(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        progress.open(plan, generator::snapshot);
    }

    /**
     * Makes the run's folder, starts the targets if the plan names none, and checks that they answer; the same for the
     * plan's baseline, if it has one.
     *
     * @throws PlanException if there is nothing that could be measured as planned; no folder is left then
     * @throws IOException if nothing can be saved, or the targets cannot be started
     */
    public static Experiment open(Plan plan, Path results, Progress progress) throws IOException {
        Experiment experiment = new Experiment(plan, progress);
        try {
            experiment.openSides(results);
            return experiment;
        } catch (IOException | RuntimeException e) {
            experiment.close();
            for (Side side : experiment.sides()) {
                side.discard();
            }
            throw e;
        }
    }

    private void openSides(Path results) throws IOException {
        Instant startedAt = Instant.now();
        Map<String, String> environment = Environment.read();
        candidate = Side.open(plan, results, "", startedAt, environment, this::stop);
        if (plan.baseline() != null) {
            baseline = Side.open(plan.ofBaseline(), results, BASELINE, startedAt, environment, this::stop);
        }
        for (Side side : sides()) {
            side.check(generator);
            side.takeApart();
        }
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    private List<Side> sides() {
        return Stream.of(candidate, baseline).filter(Objects::nonNull).toList();
    }

    public Plan plan() {
        return plan;
    }

    /** The services under load: the plan's, or the embedded ones. */
    public Target target() {
        return candidate.target();
    }

    /** Reads, during one block of any instrument, what the processes use and what else goes on. */
    public BlockMeter meter() {
        return candidate.meter(pauseMeter);
    }

    /** Keeps a fact about the environment in the record, such as where another report lies. */
    public void note(String name, String value) {
        candidate.recording().note(name, value);
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
        candidate.recording().add(result);
    }

    /** Warms up and calibrates, then measures the plan's cells with the NIO generator. */
    public void runBlocks() throws IOException {
        settle();
        calibrate();
        measureBlocks();
        sweep();
    }

    /** In each round every cell once, in shuffled order. */
    void measureBlocks() throws IOException {
        Random shuffle = new Random(plan.seed());
        progress.begin(plan.blocks() * plan.cells().size() * plan.load().size(), plan.phases());
        for (int round = 0; round < plan.blocks(); round++) {
            for (CellKey key : BlockOrder.round(plan, shuffle)) {
                if (stopReason().isEmpty()) {
                    BlockResult result = measure(candidate, key, plan.seed() + round);
                    candidate.recording().add(result);
                    progress.endBlock(result);
                }
            }
        }
        progress.end();
    }

    /** Looks for the highest rates, if the plan asks for them. */
    private void sweep() throws IOException {
        Sweep sweep = plan.sweep();
        if (sweep == null || stopReason().isPresent()) {
            return;
        }
        Phases phases = sweptPhases();
        progress.note("looking for the highest rates with " + sweep.limit());
        progress.begin(RateSearch.most(sweep) * plan.cells().size() * sides().size(), phases);
        new RateSweep(sweep, this::measureSwept, plan.seed()).run(sides());
        progress.end();
    }

    private Phases sweptPhases() {
        Phases usual = plan.phases();
        return new Phases(usual.warmUpSeconds(), plan.sweep().seconds(), usual.timeoutSeconds(), null);
    }

    private Optional<BlockResult> measureSwept(Side side, CellKey key, int attempt) throws IOException {
        if (stopReason().isPresent()) {
            return Optional.empty();
        }
        BlockSpec spec = side.block(key, plan.seed() + attempt);
        BlockResult result = measure(side, spec.with(key.load(), sweptPhases()));
        if (stopReason().isPresent()) {
            side.recording().add(result);
            return Optional.empty();
        }
        progress.endBlock(result);
        return Optional.of(result);
    }

    /**
     * Warms up and calibrates, then measures slots until every gate of the plan is decided, or cannot be.
     *
     * @param planFile as its user named it
     * @param stored a run to compare with where the plan has no baseline
     */
    public void runGates(Path planFile, Optional<RunFolder> stored) throws IOException {
        note(RunRecord.GATE_PLAN, planFile.toString());
        if (stored.isPresent()) {
            note(RunRecord.GATE_STORED_BASELINE, stored.get().path().toString());
        }
        settle();
        calibrate();
        Optional<Reference> reference =
                stored.isPresent() ? Optional.of(Judgement.stored(stored.get())) : Optional.empty();
        refusal = new GateTrial(candidate, Optional.ofNullable(baseline), reference, this::measureSlot, progress).run();
    }

    /**
     * Measures the gates of the plan several times, each time anew: to see how often they are right.
     *
     * @param decided told after each time what they came to, and how many slots had to be measured again
     */
    public void repeatGates(int times, BiConsumer<GateReport, Integer> decided) throws IOException {
        settle();
        for (int i = 0; i < times && stopReason().isEmpty(); i++) {
            GateTrial trial = new GateTrial(
                    candidate, Optional.ofNullable(baseline), Optional.empty(), this::measureSlot, progress);
            Optional<Verdict> refused = trial.run();
            GateReport report = trial.report();
            decided.accept(refused.map(report::notJudged).orElse(report), trial.setAside());
        }
    }

    private Optional<BlockResult> measureSlot(Side side, CellKey key, long seed) throws IOException {
        if (stopReason().isPresent()) {
            return Optional.empty();
        }
        BlockResult result = measure(side, key, seed);
        if (stopReason().isPresent()) {
            side.recording().add(result);
            return Optional.empty();
        }
        return Optional.of(result);
    }

    private BlockResult measure(Side side, CellKey key, long seed) {
        return measure(side, side.block(key, seed));
    }

    private BlockResult measure(Side side, BlockSpec spec) {
        progress.beginBlock(spec.key());
        BlockMeter meter = side.meter(pauseMeter);
        BlockResult result = generator.run(spec, meter);
        return result.with(meter.usage(), meter.surroundings());
    }

    /** Runs each cell until it is steady. */
    void settle() {
        progress.settling(sides().size() * plan.cells().size());
        for (Side side : sides()) {
            Rehearsal rehearsal = new Rehearsal(generator, side.targetPid(), progress);
            for (Cell cell : plan.cells()) {
                Settling settling = rehearsal.settle(rehearsal(side, cell));
                if (stopReason().isEmpty()) {
                    side.recording().settled(settling);
                }
            }
        }
    }

    /** Runs each cell once, for so long; for runs that are too short to settle. */
    void rehearseBriefly(double seconds) {
        for (Cell cell : plan.cells()) {
            BlockSpec spec = rehearsal(candidate, cell);
            Phases phases = new Phases(0, seconds, spec.phases().timeoutSeconds(), null);
            generator.run(spec.with(spec.load(), phases), LoadGenerator.Observer.NONE);
        }
    }

    /** Compilers want many messages soon; a service of the user's own gets no more than the plan says. */
    private BlockSpec rehearsal(Side side, Cell cell) {
        Load first = plan.load().get(0);
        Load load = side.isEmbedded() ? new Load.Closed(Math.min(first.connections(), REHEARSAL_CONNECTIONS)) : first;
        return side.block(new CellKey(cell, load, Instrument.NIO), plan.seed());
    }

    /** Against the embedded echo; where this run has none, one is started for as long as it takes. */
    private void calibrate() throws IOException {
        if (stopReason().isPresent()) {
            return;
        }
        progress.calibrating();
        Calibrator calibrator = new Calibrator(generator, plan);
        if (candidate.isEmbedded() && plan.script() == null) {
            keep(calibrator.calibrate(target()));
            return;
        }
        try (TargetProcess echo =
                TargetProcess.start(candidate.recording().folder().path(), null)) {
            keep(calibrator.calibrate(echo.endpoints().toTarget()));
        }
    }

    /** Unless it was cut short: it may have no messages then, and so no rate. */
    private void keep(Calibration measured) {
        if (stopReason().isEmpty()) {
            candidate.recording().calibrated(measured);
        }
    }

    /** Judges the run, seals its folder and writes what is derived from it. */
    public Finished finish() throws IOException {
        if (baseline != null) {
            baseline.seal(verdict(baseline));
            note(
                    RunRecord.GATE_BASELINE,
                    baseline.recording().folder().path().getFileName().toString());
        }
        Verdict verdict = verdict(candidate);
        candidate.seal(verdict);
        RunFolder folder = candidate.recording().folder();
        return new Finished(folder.path(), verdict, Report.write(folder));
    }

    private Verdict verdict(Side side) throws IOException {
        Optional<String> stopped = stopReason();
        Recording recording = side.recording();
        return stopped.isPresent()
                ? new Verdict(Verdict.Validity.PARTIAL, List.of(stopped.get()))
                : refusal.isPresent()
                        ? refusal.get()
                        : SelfCheck.judge(recording.folder(), recording.cells(), recording.settling());
    }

    /** What a run has come to. */
    public record Finished(Path folder, Verdict verdict, Comparison comparison) {

        ResultDocument document(String command, int exitCode) {
            return new ResultDocument(command, exitCode)
                    .withRuns(comparison, List.of(folder))
                    .withPage(folder.resolve("index.html"));
        }
    }

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
        progress.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending by that very signal.
        }
        pauseMeter.close();
        sides().forEach(Side::close);
    }
}
