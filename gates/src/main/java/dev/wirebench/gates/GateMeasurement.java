package dev.wirebench.gates;

import dev.wirebench.gates.judge.GateJudge;
import dev.wirebench.gates.judge.Looks;
import dev.wirebench.gates.judge.Needs;
import dev.wirebench.gates.judge.Reference;
import dev.wirebench.gates.judge.Slots;
import dev.wirebench.harness.run.Bench;
import dev.wirebench.harness.run.BlockOrder;
import dev.wirebench.harness.run.MeasurementLoop;
import dev.wirebench.harness.run.SelfCheck;
import dev.wirebench.harness.run.Session;
import dev.wirebench.harness.run.TargetRun;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * The measuring of a plan's gates: slots of each series that a gate asks about, until every gate is decided or cannot be. A
 * slot that the generator spoilt is kept beside and measured again, and what failed in it counts. Confined to one thread.
 */
public final class GateMeasurement implements MeasurementLoop {

    /** So many slots may have to be measured again, besides as many as were good. */
    private static final int SET_ASIDE_AT_LEAST = 20;

    private enum Role {
        CANDIDATE,
        BASELINE
    }

    /** A series on one side. */
    private record Slot(Role role, CellKey key) {}

    private Plan plan;
    private final Map<Role, TargetRun> sides = new EnumMap<>(Role.class);
    private final Map<Role, Slots> measured = new EnumMap<>(Role.class);
    private final Optional<Reference> stored;
    private Optional<Reference> reference;
    private GateJudge judge;
    private Bench bench;
    private int good;
    private int setAside;
    private Verdict refusal;

    /** @param stored a run to compare with where the plan has no baseline to measure */
    public GateMeasurement(Optional<Reference> stored) {
        this.stored = stored;
    }

    /**
     * Warms up and calibrates, then measures slots until every gate of the plan is decided, or cannot be.
     *
     * @param planFile as its user named it
     */
    public static void measure(Session session, Path planFile, Optional<Reference> stored) throws IOException {
        session.link(RunLink.GATE_PLAN, planFile.toString());
        stored.ifPresent(run -> session.link(RunLink.STORED_BASELINE, run.name()));
        session.warmUp();
        session.measure(new GateMeasurement(stored));
    }

    /**
     * Measures the gates of the plan several times, each time anew: to see how often they are right.
     *
     * @param decided told after each time what they came to, and how many slots had to be measured again
     */
    public static void repeat(Session session, int times, BiConsumer<GateReport, Integer> decided) throws IOException {
        session.warmUp();
        session.measure(bench -> {
            for (int i = 0; i < times && session.stopReason().isEmpty(); i++) {
                GateMeasurement trial = new GateMeasurement(Optional.empty());
                Optional<Verdict> refused = trial.run(bench);
                GateReport report = trial.report();
                decided.accept(refused.map(report::notJudged).orElse(report), trial.setAside());
            }
            return Optional.empty();
        });
    }

    /** @return why the run is not VALID, where too many slots were not */
    @Override
    public Optional<Verdict> run(Bench given) throws IOException {
        bench = given;
        plan = bench.sides().get(0).plan();
        judge = new GateJudge(plan);
        place(Role.CANDIDATE, bench.sides().get(0));
        reference = stored;
        if (plan.baseline() != null) {
            place(Role.BASELINE, bench.sides().get(1));
            reference = Optional.of(Reference.interleaved(measured.get(Role.BASELINE)));
        }
        Random random = new Random(plan.seed());
        List<Integer> looks = Looks.upTo(plan.maxPairs());
        List<Slot> needed = needed();
        int announced = 0;
        for (int pairs = 0; !needed.isEmpty(); pairs++) {
            if (pairs >= announced) {
                int from = pairs;
                announced =
                        looks.stream().filter(look -> look > from).findFirst().orElse(pairs + 1);
                bench.progress().beginUntilLook(needed.size() * (announced - pairs), plan.phases());
            }
            if (!round(needed, random, pairs)) {
                break;
            }
            needed = needed();
        }
        bench.progress().end();
        return Optional.ofNullable(refusal);
    }

    private void place(Role role, TargetRun side) {
        sides.put(role, side);
        measured.put(role, Slots.none());
    }

    /** What the gates have come to by the slots of this trial. */
    GateReport report() {
        return judge.judge(measured.get(Role.CANDIDATE), reference, Optional.empty());
    }

    int setAside() {
        return setAside;
    }

    private List<Slot> needed() {
        Needs needs = judge.needs(measured.get(Role.CANDIDATE), reference);
        List<Slot> slots = new ArrayList<>();
        needs.candidate().forEach(key -> slots.add(new Slot(Role.CANDIDATE, key)));
        needs.baseline().forEach(key -> slots.add(new Slot(Role.BASELINE, key)));
        return slots;
    }

    /** One slot of each series and side; all have the same arrivals. */
    private boolean round(List<Slot> needed, Random random, int pairs) throws IOException {
        Map<CellKey, List<Slot>> series = new LinkedHashMap<>();
        needed.forEach(slot ->
                series.computeIfAbsent(slot.key(), key -> new ArrayList<>()).add(slot));
        for (Slot slot : BlockOrder.inPairs(series.values(), random)) {
            if (!measure(slot, plan.seed() + pairs)) {
                return false;
            }
        }
        return true;
    }

    /** @return whether to go on */
    private boolean measure(Slot slot, long seed) throws IOException {
        TargetRun side = sides.get(slot.role());
        while (refusal == null) {
            Optional<BlockResult> result = bench.measure(side, side.block(slot.key(), seed));
            if (result.isEmpty()) {
                return false;
            }
            Verdict verdict = SelfCheck.judge(result.get());
            if (verdict.isValid()) {
                side.recording().add(result.get());
                measured.get(slot.role()).add(result.get());
                good++;
                bench.progress().endBlock(result.get());
                return true;
            }
            side.setAside(result.get(), verdict);
            measured.get(slot.role()).setAside(result.get());
            setAside++;
            bench.progress().note("again: " + String.join("; ", verdict.reasons()));
            refuseIfHopeless(verdict);
        }
        return false;
    }

    private void refuseIfHopeless(Verdict last) {
        if (setAside > good + SET_ASIDE_AT_LEAST) {
            String reason = "slots: " + setAside + " of " + (setAside + good)
                    + " had to be measured again, the last because of "
                    + last.reasons().get(0);
            refusal = new Verdict(last.validity(), List.of(reason));
        }
    }
}
