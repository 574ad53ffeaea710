package dev.wirebench.harness;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.Run;
import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.chart.Report;
import dev.wirebench.analysis.ci.ResultDocument;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.Reference;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Calibration;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.RunRecord;
import dev.wirebench.model.Target;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final WarmUp warmUp;
    private volatile boolean isInterrupted;
    private volatile boolean hasBegun;
    private volatile List<Side> sides = List.of();
    private Optional<Path> parent = Optional.empty();
    private SystemSides systems;
    private Optional<Verdict> refusal = Optional.empty();

    private Experiment(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.warmUp = new WarmUp(plan, progress);
        progress.open(plan, this::snapshot);
    }

    /**
     * Makes the run's folder, starts the targets if the plan names none, and checks that they answer; the same for the
     * plan's baseline, if it has one.
     *
     * @throws PlanException if there is nothing that could be measured as planned, or a signal came first; no folder is left
     *     then
     * @throws IOException if nothing can be saved, or the targets cannot be started
     */
    public static Experiment open(Plan plan, Path results, Progress progress) throws IOException {
        Experiment experiment = new Experiment(plan, progress);
        Runtime.getRuntime().addShutdownHook(experiment.onSignal);
        try {
            experiment.openSides(results);
            experiment.hasBegun = true;
            if (!experiment.isInterrupted) {
                return experiment;
            }
        } catch (IOException | RuntimeException e) {
            if (!experiment.isInterrupted) {
                experiment.abandon();
                throw e;
            }
        }
        experiment.hasBegun = false;
        experiment.abandon();
        throw new PlanException("interrupted by a signal before anything was measured, so nothing is kept");
    }

    private void abandon() throws IOException {
        try {
            release();
            discard();
        } finally {
            ended.countDown();
        }
    }

    private void discard() throws IOException {
        for (Side side : sides) {
            side.discard();
        }
        if (parent.isPresent()) {
            Files.delete(parent.get());
        }
    }

    private void openSides(Path results) throws IOException {
        Beginning beginning = Beginning.in(results);
        if (plan.systems().isEmpty()) {
            openTargets(beginning);
        } else {
            openSystems(beginning);
        }
    }

    private void openTargets(Beginning beginning) throws IOException {
        sides = List.of(Side.open(plan, beginning, "", generator, this::stop));
        if (plan.baseline() != null) {
            Side baseline = Side.open(plan.ofBaseline(), beginning, BASELINE, generator, this::stop);
            sides = List.of(candidate(), baseline);
        }
        for (Side side : sides) {
            side.check();
            side.takeApart();
        }
    }

    /** What becomes of one of several systems is nothing to the others. */
    private void openSystems(Beginning beginning) throws IOException {
        boolean isOne = plan.systems().size() == 1;
        Beginning own = isOne ? beginning : beginning.withParent(plan);
        parent = own.parent();
        systems = new SystemSides(plan, own, progress);
        try {
            systems.open();
        } finally {
            sides = systems.sides();
        }
    }

    /** Of the generator that is at work. */
    private Optional<Snapshot> snapshot() {
        return Stream.concat(Stream.of(generator), sides.stream().map(Side::generator))
                .flatMap(each -> each.snapshot().stream())
                .findFirst();
    }

    private Side candidate() {
        return sides.get(0);
    }

    private Optional<Side> baseline() {
        return plan.baseline() == null ? Optional.empty() : Optional.of(sides.get(1));
    }

    public Plan plan() {
        return plan;
    }

    /** The services under load: the plan's, or the embedded ones. */
    public Target target() {
        return candidate().target();
    }

    /** Reads, during one block of any instrument, what the processes use and what else goes on. */
    public BlockMeter meter() {
        return candidate().meter(pauseMeter);
    }

    /** Keeps a fact about the environment in the record, such as where another report lies. */
    public void note(String name, String value) {
        candidate().recording().note(name, value);
    }

    /** Ends the run early; the first reason is kept as the reason why it is partial. */
    public void stop(String reason) {
        generator.stop(reason);
        sides.forEach(side -> side.stop(reason));
        onStop.forEach(listener -> listener.accept(reason));
    }

    /** Tells another instrument, from any thread, when and why the run is to end early. */
    public void onStop(Consumer<String> listener) {
        onStop.add(listener);
        stopReason().ifPresent(listener);
    }

    /** Why the run is to end early, if it is: where it has several systems, because none of them can go on. */
    public Optional<String> stopReason() {
        boolean isOver = generator.stopReason().isPresent()
                || !sides.isEmpty()
                        && sides.stream().allMatch(side -> side.stopReason().isPresent());
        return !isOver
                ? Optional.empty()
                : generator.stopReason().or(() -> candidate().stopReason());
    }

    /** Keeps a block that another instrument has measured. */
    public void add(BlockResult result) throws IOException {
        candidate().recording().add(result);
    }

    /** Warms up and calibrates, then measures the plan's cells with the NIO generator. */
    public void runBlocks() throws IOException {
        settle();
        calibrate();
        measureBlocks();
        if (plan.sweep() != null && stopReason().isEmpty()) {
            new RateSweep(plan, this::measureWhole, progress).run(sides);
        }
    }

    /** In each round every cell of every side once, in shuffled order. */
    void measureBlocks() throws IOException {
        Random shuffle = new Random(plan.seed());
        int aRound = sides.stream()
                .mapToInt(side -> side.plan().cells().size() * plan.load().size())
                .sum();
        progress.begin(plan.blocks() * aRound, plan.phases());
        for (int round = 0; round < plan.blocks(); round++) {
            for (BlockOrder.Turn turn : BlockOrder.round(sides, shuffle)) {
                if (turn.side().stopReason().isEmpty()) {
                    BlockResult result = measure(turn.side(), turn.side().block(turn.key(), plan.seed() + round));
                    turn.side().recording().add(result);
                    progress.endBlock(result);
                }
            }
        }
        progress.end();
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
        refusal = new GateTrial(candidate(), baseline(), reference, this::measureSlot, progress).run();
    }

    /**
     * Measures the gates of the plan several times, each time anew: to see how often they are right.
     *
     * @param decided told after each time what they came to, and how many slots had to be measured again
     */
    public void repeatGates(int times, BiConsumer<GateReport, Integer> decided) throws IOException {
        settle();
        for (int i = 0; i < times && stopReason().isEmpty(); i++) {
            GateTrial trial = new GateTrial(candidate(), baseline(), Optional.empty(), this::measureSlot, progress);
            Optional<Verdict> refused = trial.run();
            GateReport report = trial.report();
            decided.accept(refused.map(report::notJudged).orElse(report), trial.setAside());
        }
    }

    private Optional<BlockResult> measureSlot(Side side, CellKey key, long seed) throws IOException {
        return measureWhole(side, side.block(key, seed));
    }

    /** Empty if the side is to end early: what was measured until then is kept. */
    private Optional<BlockResult> measureWhole(Side side, BlockSpec block) throws IOException {
        if (side.stopReason().isPresent()) {
            return Optional.empty();
        }
        BlockResult result = measure(side, block);
        if (side.stopReason().isPresent()) {
            side.recording().add(result);
            return Optional.empty();
        }
        return Optional.of(result);
    }

    private BlockResult measure(Side side, BlockSpec block) throws IOException {
        turnTo(side);
        progress.beginBlock(block.key());
        return side.measure(block, pauseMeter);
    }

    private void turnTo(Side side) {
        if (parent.isPresent()) {
            progress.turnTo(side.name());
        }
    }

    /** Runs each cell until it is steady. */
    void settle() {
        progress.settling(
                sides.stream().mapToInt(side -> side.plan().cells().size()).sum());
        for (Side side : sides) {
            if (side.stopReason().isEmpty()) {
                turnTo(side);
                warmUp.settle(side);
            }
        }
    }

    /** Runs each cell once, for so long; for runs that are too short to settle. */
    void rehearseBriefly(double seconds) {
        warmUp.rehearseBriefly(candidate(), seconds);
    }

    private void calibrate() throws IOException {
        if (stopReason().isPresent()) {
            return;
        }
        progress.calibrating();
        Calibration calibration = warmUp.calibrate(sides, new Calibrator(generator, plan));
        // Cut short, it may have no messages, and so no rate.
        if (stopReason().isEmpty()) {
            List<Side> told = systems == null ? List.of(candidate()) : sides;
            told.forEach(side -> side.recording().calibrated(calibration));
        }
    }

    /** Judges the run, seals its folder and writes what is derived from it. */
    public Finished finish() throws IOException {
        if (parent.isPresent()) {
            return systems.finish(parent.get(), this::verdict);
        }
        if (baseline().isPresent()) {
            Side baseline = baseline().get();
            baseline.seal(verdict(baseline));
            candidate()
                    .recording()
                    .note(
                            RunRecord.GATE_BASELINE,
                            baseline.recording().folder().path().getFileName().toString());
        }
        Verdict verdict = verdict(candidate());
        candidate().seal(verdict);
        RunFolder folder = candidate().recording().folder();
        return new Finished(folder.path(), List.of(folder.path()), verdict, Report.write(folder));
    }

    private Verdict verdict(Side side) throws IOException {
        Optional<String> stopped = side.stopReason();
        Recording recording = side.recording();
        return stopped.isPresent()
                ? new Verdict(Verdict.Validity.PARTIAL, List.of(stopped.get()))
                : refusal.isPresent()
                        ? refusal.get()
                        : SelfCheck.judge(recording.folder(), recording.cells(), recording.settling());
    }

    /**
     * What a run has come to.
     *
     * @param folder where its page lies
     * @param runs folders of the runs that it consists of: that one alone, or those below it
     */
    public record Finished(Path folder, List<Path> runs, Verdict verdict, Comparison comparison) {

        /** The series, by run, in which not one message got a good answer. */
        List<String> unanswered() {
            List<String> silent = new ArrayList<>();
            for (Run run : comparison.runs()) {
                String system = run.record().system() == null
                        ? ""
                        : run.record().system().name() + " ";
                run.series().stream()
                        .filter(Series::isUnanswered)
                        .forEach(series -> silent.add(system + series.record().key()));
            }
            return silent;
        }

        ResultDocument document(String command, int exitCode) {
            return new ResultDocument(command, exitCode)
                    .withRuns(comparison, runs)
                    .withPage(folder.resolve("index.html"));
        }
    }

    private void stopOnSignal() {
        isInterrupted = true;
        SecondSignal.endsAtOnce();
        stop("interrupted by a signal");
        try {
            if (ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(hasBegun ? ExitCode.NOT_VALID : ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        ended.countDown();
    }

    private void release() {
        progress.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending by that very signal.
        }
        pauseMeter.close();
        sides.forEach(Side::close);
        if (systems != null) {
            systems.close();
        }
    }
}
