package dev.wirebench.harness.run;

import dev.wirebench.harness.monitor.HiccupMeter;
import dev.wirebench.harness.monitor.ResourceSampler;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.page.Report;
import dev.wirebench.report.read.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run, from its plan to its sealed folder: {@link #open}, {@link #warmUp}, {@link #measure} and {@link #add}, {@link #finish}.
 *
 * <p>{@link #stop} is safe for concurrent use; everything else is called by one thread. A signal to the process, or the
 * loss of the targets, stops the run; what was measured until then is kept and marked PARTIAL.
 */
public final class Session implements AutoCloseable {

    private static final String BASELINE = "-baseline";

    private final Plan plan;
    private final Progress progress;
    private final LoadGenerator generator = new LoadGenerator(Clock.SYSTEM);
    private final HiccupMeter hiccupMeter = HiccupMeter.start();
    private final List<Consumer<String>> onStop = new CopyOnWriteArrayList<>();
    private final StopOnSignal signal = new StopOnSignal(this::stop);
    private final CellCapture capture;
    private final WarmUp warmUp;
    private volatile List<TargetRun> sides = List.of();
    private Optional<Path> parent = Optional.empty();
    private SystemRuns systems;
    private Optional<Verdict> refusal = Optional.empty();

    private Session(Plan plan, Progress progress, CellCapture capture) {
        this.plan = plan;
        this.capture = capture;
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
    public static Session open(Plan plan, Path results, Progress progress, CellCapture capture) throws IOException {
        Session session = new Session(plan, progress, capture);
        session.signal.listen();
        try {
            session.openSides(results);
            if (session.signal.begin()) {
                return session;
            }
        } catch (IOException | RuntimeException e) {
            if (!session.signal.isInterrupted()) {
                session.abandon();
                throw e;
            }
        }
        session.abandon();
        throw new PlanException("interrupted by a signal before anything was measured, so nothing is kept");
    }

    private void abandon() throws IOException {
        try {
            release();
            discard();
        } finally {
            signal.ended();
        }
    }

    private void discard() throws IOException {
        for (TargetRun side : sides) {
            side.discard();
        }
        if (parent.isPresent()) {
            Files.delete(parent.get());
        }
    }

    private void openSides(Path results) throws IOException {
        RunContext beginning = RunContext.in(results);
        if (plan.systems().isEmpty()) {
            openTargets(beginning);
        } else {
            openSystems(beginning);
        }
    }

    private void openTargets(RunContext beginning) throws IOException {
        sides = List.of(TargetRun.open(plan, beginning, "", generator, this::stop));
        if (plan.baseline() != null) {
            TargetRun baseline = TargetRun.open(plan.ofBaseline(), beginning, BASELINE, generator, this::stop);
            sides = List.of(candidate(), baseline);
        }
        for (TargetRun side : sides) {
            side.check();
            side.capture(capture);
        }
    }

    /** One system's failure does not affect the others. */
    private void openSystems(RunContext beginning) throws IOException {
        boolean isOne = plan.systems().size() == 1;
        RunContext own = isOne ? beginning : beginning.withParent(plan);
        parent = own.parent();
        systems = new SystemRuns(plan, own, progress);
        try {
            systems.open();
        } finally {
            sides = systems.sides();
        }
    }

    /** The running block of whichever generator is at work. */
    private Optional<Snapshot> snapshot() {
        return Stream.concat(Stream.of(generator), sides.stream().map(TargetRun::generator))
                .flatMap(each -> each.snapshot().stream())
                .findFirst();
    }

    private TargetRun candidate() {
        return sides.get(0);
    }

    private Optional<TargetRun> baseline() {
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
    public ResourceSampler meter() {
        return candidate().meter(hiccupMeter);
    }

    /** Keeps in the record where another part of the run lies. */
    public void link(RunLink link, String target) {
        candidate().recording().link(link, target);
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

    /** Runs each cell until it is steady, then measures what the instrument itself can do. */
    public void warmUp() throws IOException {
        settle();
        calibrate();
    }

    /** Measures the plan; a run that the loop refuses is not VALID. */
    public void measure(MeasurementLoop loop) throws IOException {
        refusal = loop.run(new LoadedBench());
    }

    /** Measures with the sides' own generators. */
    private final class LoadedBench implements Bench {

        @Override
        public List<TargetRun> sides() {
            return sides;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Optional<BlockResult> measure(TargetRun side, BlockSpec block) throws IOException {
            if (side.stopReason().isPresent()) {
                return Optional.empty();
            }
            turnTo(side);
            progress.beginBlock(block.key());
            BlockResult result = side.measure(block, hiccupMeter);
            if (side.stopReason().isEmpty()) {
                return Optional.of(result);
            }
            side.recording().add(result);
            progress.endBlock(result);
            return Optional.empty();
        }
    }

    private void turnTo(TargetRun side) {
        if (parent.isPresent()) {
            progress.turnTo(side.name());
        }
    }

    /** Runs each cell until it is steady. */
    public void settle() {
        progress.settling(
                sides.stream().mapToInt(side -> side.plan().cells().size()).sum());
        for (TargetRun side : sides) {
            if (side.stopReason().isEmpty()) {
                turnTo(side);
                warmUp.settle(side);
            }
        }
    }

    /** Runs each cell once for the given time, for runs too short to wait for a steady state. */
    public void warmUpBriefly(double seconds) {
        warmUp.runBriefly(candidate(), seconds);
    }

    private void calibrate() throws IOException {
        if (stopReason().isPresent()) {
            return;
        }
        progress.calibrating();
        Calibration calibration = warmUp.calibrate(sides, new Calibrator(generator, plan));
        // Cut short, it may have no messages, and so no rate.
        if (stopReason().isEmpty()) {
            List<TargetRun> told = systems == null ? List.of(candidate()) : sides;
            told.forEach(side -> side.recording().calibrated(calibration));
        }
    }

    /** Judges the run and seals its folders. */
    public Finished finish() throws IOException {
        if (baseline().isPresent()) {
            TargetRun baseline = baseline().get();
            baseline.seal(verdict(baseline));
            candidate()
                    .recording()
                    .link(
                            RunLink.BASELINE,
                            baseline.recording().folder().path().getFileName().toString());
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<RunFolder> runs = new ArrayList<>();
        for (TargetRun side : parent.isPresent() ? sides : List.of(candidate())) {
            Verdict verdict = verdict(side);
            side.seal(verdict);
            verdicts.put(side.name(), verdict);
            runs.add(side.recording().folder());
        }
        return parent.isPresent()
                ? new Finished(parent.get(), runs, Verdict.ofAll(verdicts))
                : new Finished(
                        runs.get(0).path(), runs, verdicts.get(candidate().name()));
    }

    private Verdict verdict(TargetRun side) throws IOException {
        Optional<String> stopped = side.stopReason();
        return stopped.isPresent()
                ? new Verdict(Verdict.Validity.PARTIAL, List.of(stopped.get()))
                : refusal.isPresent() ? refusal.get() : side.recording().selfCheck();
    }

    /**
     * The outcome of a run.
     *
     * @param folder where its page lies
     * @param runs the sealed folders: of that run alone, or of those below it
     */
    public record Finished(Path folder, List<RunFolder> runs, Verdict verdict) {

        /** Reads each run once, and writes its page and summary; where there are several, also those of all together. */
        public Comparison report() throws IOException {
            Comparison all = Comparison.of(runs);
            for (int i = 0; i < runs.size(); i++) {
                Report.write(new Comparison(all.runs().subList(i, i + 1)), runs.get(i), Optional.empty());
            }
            if (!folder.equals(runs.get(0).path())) {
                Report.writeAll(all, folder);
            }
            return all;
        }
    }

    @Override
    public void close() {
        release();
        signal.ended();
    }

    private void release() {
        progress.close();
        signal.ignore();
        hiccupMeter.close();
        sides.forEach(TargetRun::close);
        if (systems != null) {
            systems.close();
        }
    }
}
