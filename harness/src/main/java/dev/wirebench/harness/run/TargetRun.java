package dev.wirebench.harness.run;

import dev.wirebench.harness.monitor.HiccupMeter;
import dev.wirebench.harness.monitor.ListeningSockets;
import dev.wirebench.harness.monitor.ResourceSampler;
import dev.wirebench.harness.process.ProcessTimes;
import dev.wirebench.harness.systems.ServedTarget;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Target;
import dev.wirebench.report.anatomy.Anatomy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One side of a session: the services under load and the folder that keeps what they did. A session has one, two
 * where its plan has a baseline, or one for each system. Confined to one thread.
 */
public final class TargetRun implements AutoCloseable {

    private static final String SET_ASIDE = "-set-aside";

    /** Starts what the side puts load on. */
    @FunctionalInterface
    public interface Start {

        /** @throws IOException if it cannot be started */
        ServedTarget in(Recording recording) throws IOException;
    }

    private final Plan plan;
    private final RunContext beginning;
    private final String name;
    private final LoadGenerator generator;
    private final Recording recording;
    private final Map<CellKey, Long> backendNs = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private Recording setAside;
    private ServedTarget service;
    private boolean isClosed;

    private TargetRun(Plan plan, RunContext beginning, String name, LoadGenerator generator) throws IOException {
        this.plan = plan;
        this.beginning = beginning;
        this.name = name;
        this.generator = generator;
        this.recording = beginning.record(plan, name);
    }

    /** As {@link #prepare}, with the plan's target or, if it names none, the embedded ones. */
    static TargetRun open(
            Plan plan, RunContext beginning, String name, LoadGenerator generator, Consumer<String> onLoss)
            throws IOException {
        TargetRun side = prepare(plan, beginning, name, generator);
        try {
            side.start(
                    own -> plan.target() == null
                            ? ServedTarget.embedded(plan, own.folder().path())
                            : ServedTarget.named(plan),
                    onLoss);
            return side;
        } catch (IOException | RuntimeException e) {
            side.discard();
            throw e;
        }
    }

    /**
     * Makes the folder.
     *
     * @param name of the folder, or what follows the plan's name in it
     * @param generator puts its load on
     * @throws IOException if nothing can be saved
     */
    public static TargetRun prepare(Plan plan, RunContext beginning, String name, LoadGenerator generator)
            throws IOException {
        return new TargetRun(plan, beginning, name, generator);
    }

    /** @param onLoss told why what was started ended before it was closed */
    public void start(Start start, Consumer<String> onLoss) throws IOException {
        service = start.in(recording);
        service.loss().accept(onLoss);
    }

    /** @throws dev.wirebench.model.text.PlanException if there is nothing that could be measured as planned */
    void check() {
        new Preflight(plan, service.target(), service.isStarted(), generator).check();
    }

    /** Keeps what each cell puts on the socket; a script counts its messages, so it gets none beside its plan's. */
    void capture(CellCapture capture) throws IOException {
        if (plan.script() == null) {
            Anatomy anatomy = capture.of(plan, service.target(), service.isEmbedded());
            recording.folder().writeFile(Anatomy.FILE, anatomy.toJson().getBytes(StandardCharsets.UTF_8));
        }
    }

    public Plan plan() {
        return plan;
    }

    /** Of the system, where it is one. */
    String name() {
        return name;
    }

    Target target() {
        return service.target();
    }

    ServedTarget service() {
        return service;
    }

    public Recording recording() {
        return recording;
    }

    LoadGenerator generator() {
        return generator;
    }

    /** Ends its load; the first reason is kept as the reason why it is partial. */
    void stop(String reason) {
        generator.stop(reason);
    }

    Optional<String> stopReason() {
        return generator.stopReason();
    }

    ResourceSampler meter(HiccupMeter hiccupMeter) {
        return new ResourceSampler(service.processes(), hiccupMeter, ListeningSockets.of(target(), plan.cells()));
    }

    public BlockSpec block(CellKey key, long seed) {
        return BlockSpec.of(plan, target(), key, seed);
    }

    /** Measures a block, and what it cost. */
    BlockResult measure(BlockSpec block, HiccupMeter hiccupMeter) throws IOException {
        recording.forgetRunning();
        ResourceSampler meter = meter(hiccupMeter);
        BackendMeter backend = new BackendMeter();
        BlockResult result = generator.run(block, new LoadGenerator.Observer() {
            @Override
            public void measurementStarted() {
                backend.start();
                meter.measurementStarted();
            }

            @Override
            public void drained() {
                meter.drained();
                backend.end(block.key());
            }

            @Override
            public void recordedSoFar(Block soFar, Interval recorded) {
                recording.keepRunning(block.key(), soFar, recorded);
            }
        });
        return result.with(meter.usage(), meter.surroundings());
    }

    /** Sums up, by series, what the embedded targets behind a proxy use. */
    private final class BackendMeter {
        private ProcessTimes before = ProcessTimes.read(service.backend());

        void start() {
            before = ProcessTimes.read(service.backend());
        }

        void end(CellKey key) {
            long usedNs = ProcessTimes.read(service.backend()).since(before);
            if (usedNs != ResourceUsage.UNKNOWN) {
                backendNs.merge(key, usedNs, Long::sum);
            }
        }
    }

    /** Keeps a block that the generator spoilt in a folder beside, which says why; its counts stay with the run. */
    public void setAside(BlockResult result, Verdict verdict) throws IOException {
        if (setAside == null) {
            setAside = beginning.record(plan, name + SET_ASIDE);
        }
        setAside.add(result);
        recording.forgetRunning();
        recording.setAside(result);
        reasons.addAll(verdict.reasons());
    }

    /** Ends the targets, so that their logs are whole, and names the folders after the verdict. */
    public void seal(Verdict verdict) throws IOException {
        close();
        backendNs.forEach((key, ns) -> recording.backendCpu(key, ns));
        generator.sourceAddresses().ifPresent(recording::connectedFrom);
        if (setAside != null) {
            setAside.seal(new Verdict(Verdict.Validity.DISTURBED, reasons));
            recording.link(
                    RunLink.SET_ASIDE, setAside.folder().path().getFileName().toString());
        }
        recording.seal(verdict);
    }

    /** Leaves nothing of a side that was never measured. */
    void discard() throws IOException {
        close();
        recording.folder().discard();
    }

    /** Ends what was started, if anything was. */
    @Override
    public void close() {
        if (service != null && !isClosed) {
            isClosed = true;
            service.end().run();
        }
    }
}
