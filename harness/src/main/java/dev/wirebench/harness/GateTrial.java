package dev.wirebench.harness;

import dev.wirebench.analysis.gate.GateJudge;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.analysis.gate.Looks;
import dev.wirebench.analysis.gate.Needs;
import dev.wirebench.analysis.gate.Reference;
import dev.wirebench.analysis.gate.Slots;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The measuring of a plan's gates: slots of each series that a gate asks about, until every gate is decided or cannot be. A
 * slot that the generator spoilt is kept beside and measured again, and what failed in it counts. Confined to one thread.
 */
final class GateTrial {

    /** So many slots may have to be measured again, besides as many as were good. */
    private static final int SET_ASIDE_AT_LEAST = 20;

    /** Puts the load of one slot on a side. */
    @FunctionalInterface
    interface Bench {

        /** @return the block, or nothing if the experiment was stopped before its end */
        Optional<BlockResult> measure(Side side, CellKey key, long seed) throws IOException;
    }

    private enum Role {
        CANDIDATE,
        BASELINE
    }

    /** A series on one side. */
    private record Slot(Role role, CellKey key) {}

    private final Plan plan;
    private final Map<Role, Side> sides = new EnumMap<>(Role.class);
    private final Map<Role, Slots> measured = new EnumMap<>(Role.class);
    private final Optional<Reference> reference;
    private final GateJudge judge;
    private final Bench bench;
    private final Progress progress;
    private int good;
    private int setAside;
    private Verdict refusal;

    /** @param stored a run to compare with where there is no baseline to measure */
    GateTrial(Side candidate, Optional<Side> baseline, Optional<Reference> stored, Bench bench, Progress progress) {
        this.plan = candidate.plan();
        this.judge = new GateJudge(plan);
        this.bench = bench;
        this.progress = progress;
        sides.put(Role.CANDIDATE, candidate);
        baseline.ifPresent(side -> sides.put(Role.BASELINE, side));
        sides.keySet().forEach(role -> measured.put(role, Slots.none()));
        reference = baseline.isPresent() ? Optional.of(Reference.interleaved(measured.get(Role.BASELINE))) : stored;
    }

    /** @return why the run is not VALID, where too many slots were not */
    Optional<Verdict> run() throws IOException {
        Random random = new Random(plan.seed());
        List<Integer> looks = Looks.upTo(plan.maxPairs());
        List<Slot> needed = needed();
        int announced = 0;
        for (int pairs = 0; !needed.isEmpty(); pairs++) {
            if (pairs >= announced) {
                int from = pairs;
                announced =
                        looks.stream().filter(look -> look > from).findFirst().orElse(pairs + 1);
                progress.beginUntilLook(needed.size() * (announced - pairs), plan.phases());
            }
            if (!round(needed, random, pairs)) {
                break;
            }
            needed = needed();
        }
        progress.end();
        return Optional.ofNullable(refusal);
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
        Side side = sides.get(slot.role());
        while (refusal == null) {
            Optional<BlockResult> result = bench.measure(side, slot.key(), seed);
            if (result.isEmpty()) {
                return false;
            }
            Verdict verdict = SelfCheck.judge(result.get());
            if (verdict.isValid()) {
                side.recording().add(result.get());
                measured.get(slot.role()).add(result.get());
                good++;
                progress.endBlock(result.get());
                return true;
            }
            side.setAside(result.get(), verdict);
            measured.get(slot.role()).setAside(result.get());
            setAside++;
            progress.note("again: " + String.join("; ", verdict.reasons()));
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
