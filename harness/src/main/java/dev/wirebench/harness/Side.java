package dev.wirebench.harness;

import dev.wirebench.analysis.anatomy.Anatomy;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Cell;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Target;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One side of an experiment: the services under load and the folder that keeps what they did. An experiment has one, or,
 * where its plan has a baseline, two. Confined to one thread.
 */
final class Side implements AutoCloseable {

    private static final String SET_ASIDE = "-set-aside";

    private final Plan plan;
    private final Path results;
    private final String suffix;
    private final Instant startedAt;
    private final Map<String, String> environment;
    private final Recording recording;
    private final List<String> reasons = new ArrayList<>();
    private Recording setAside;
    private TargetProcess targets;
    private Target target;
    private OptionalLong targetPid;

    private Side(Plan plan, Path results, String suffix, Instant startedAt, Map<String, String> environment)
            throws IOException {
        this.plan = plan;
        this.results = results;
        this.suffix = suffix;
        this.startedAt = startedAt;
        this.environment = environment;
        this.recording = record(suffix);
    }

    /**
     * Makes the folder and, if the plan names no target, starts the embedded ones.
     *
     * @param suffix follows the plan's name in the folder's
     * @param onLoss told why the embedded targets ended before they were closed
     * @throws PlanException if the embedded targets do not serve a cell; no folder is left then
     * @throws IOException if nothing can be saved, or the targets cannot be started; no folder is left then
     */
    static Side open(
            Plan plan,
            Path results,
            String suffix,
            Instant startedAt,
            Map<String, String> environment,
            Consumer<String> onLoss)
            throws IOException {
        Side side = new Side(plan, results, suffix, startedAt, environment);
        try {
            side.startTargets(onLoss);
            return side;
        } catch (IOException | RuntimeException e) {
            side.discard();
            throw e;
        }
    }

    private Recording record(String suffixOfFolder) throws IOException {
        RunFolder folder = RunFolder.create(results, plan, suffixOfFolder, startedAt, environment);
        return new Recording(folder, plan, startedAt, new TreeMap<>(environment));
    }

    private void startTargets(Consumer<String> onLoss) throws IOException {
        target = plan.target();
        if (target == null) {
            requireEmbedded(plan.cells());
            targets = TargetProcess.start(recording.folder().path(), plan.script());
            targets.onLoss(onLoss);
            target = targets.endpoints().toTarget();
            targetPid = OptionalLong.of(targets.endpoints().pid());
        } else {
            targetPid = ServiceProcess.find(target, plan.cells());
        }
    }

    private static void requireEmbedded(List<Cell> cells) {
        for (Cell cell : cells) {
            if (!Protocol.EMBEDDED.contains(cell.protocol())) {
                String label = cell.protocol().label();
                throw new PlanException("cell " + cell.name() + ": the embedded targets do not serve " + label
                        + "; name a service under target." + label + ", or measure targets/external/" + label
                        + " with --target " + label);
            }
        }
    }

    /** @throws PlanException if there is nothing that could be measured as planned */
    void check(LoadGenerator generator) {
        new Preflight(plan, target, generator).check();
    }

    /** Keeps what each cell puts on the socket; a script counts its messages, so it gets none beside its plan's. */
    void takeApart() throws IOException {
        if (plan.script() == null) {
            Anatomy anatomy = new Anatomist(plan, target, isEmbedded()).ofRun();
            recording.folder().writeFile(Anatomy.FILE, anatomy.toJson().getBytes(StandardCharsets.UTF_8));
        }
    }

    Plan plan() {
        return plan;
    }

    Target target() {
        return target;
    }

    Recording recording() {
        return recording;
    }

    boolean isEmbedded() {
        return targets != null;
    }

    /** The target's process, where it is one on this machine. */
    OptionalLong targetPid() {
        return targetPid;
    }

    BlockMeter meter(PauseMeter pauseMeter) {
        return new BlockMeter(targetPid(), pauseMeter, ListeningSockets.of(target, plan.cells()));
    }

    BlockSpec block(CellKey key, long seed) {
        return BlockSpec.of(plan, target, key, seed);
    }

    /** Keeps a block that is not VALID in a folder beside, which says why. */
    void setAside(BlockResult result, Verdict verdict) throws IOException {
        if (setAside == null) {
            setAside = record(suffix + SET_ASIDE);
        }
        setAside.add(result);
        reasons.addAll(verdict.reasons());
    }

    /** Ends the targets, so that their logs are whole, and names the folders after the verdict. */
    void seal(Verdict verdict) throws IOException {
        close();
        recording.seal(verdict);
        if (setAside != null) {
            setAside.seal(new Verdict(Verdict.Validity.DISTURBED, reasons));
        }
    }

    /** Leaves nothing of a side that was never measured. */
    void discard() throws IOException {
        close();
        recording.folder().discard();
    }

    /** Ends the embedded targets, if there are any. */
    @Override
    public void close() {
        if (targets != null) {
            targets.close();
            targets = null;
        }
    }
}
