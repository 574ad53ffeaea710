package dev.wirebench.harness.run;

import dev.wirebench.harness.progress.Progress;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Distributions;
import dev.wirebench.report.read.SweptRate;
import dev.wirebench.report.read.SweptRate.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Looks for the highest rate of every cell of every side, all in turn. A rate that breaks the limit is measured once more
 * and judged by both blocks together, as one stall of the machine is more than 1 % of a second. Confined to one thread.
 */
final class RateSweep implements MeasurementLoop {

    /** At each rate, so many blocks that the generator spoilt are set aside and measured again. */
    private static final int MAX_AGAIN = 2;

    private static final Verdict LATE =
            new Verdict(Verdict.Validity.SATURATED, List.of("the generator was late at a rate that was looked at"));

    private final Plan plan;
    private final Sweep sweep;
    private final Phases phases;
    private Bench bench;

    private record Search(TargetRun side, Cell cell, RateSearch rates) {}

    /** @param plan has a sweep */
    RateSweep(Plan plan) {
        this.plan = plan;
        this.sweep = plan.sweep();
        this.phases = new Phases(
                plan.phases().warmUpSeconds(), sweep.seconds(), plan.phases().timeoutSeconds());
    }

    @Override
    public Optional<Verdict> run(Bench given) throws IOException {
        bench = given;
        Progress progress = bench.progress();
        List<Search> searches = new ArrayList<>();
        List<TargetRun> running = bench.sides().stream()
                .filter(side -> side.stopReason().isEmpty())
                .toList();
        for (TargetRun side : running) {
            side.plan().cells().forEach(cell -> searches.add(new Search(side, cell, new RateSearch(sweep))));
        }
        progress.note("looking for the highest rates with " + sweep.limit());
        progress.begin(mostBlocks(sweep) * searches.size(), phases);
        Random shuffle = new Random(plan.seed());
        while (!searches.isEmpty()) {
            Collections.shuffle(searches, shuffle);
            List<Search> ended = new ArrayList<>();
            for (Search search : searches) {
                OptionalDouble rate = search.rates.next();
                if (rate.isEmpty() || !measure(search, rate.getAsDouble())) {
                    ended.add(search);
                }
            }
            searches.removeAll(ended);
        }
        progress.end();
        return Optional.empty();
    }

    /** Of one search, without those that are set aside: two at each rate that may break the limit. */
    static int mostBlocks(Sweep sweep) {
        return RateSearch.most(sweep) + 1 + sweep.refinements();
    }

    /** @return false if the run is to end early */
    private boolean measure(Search search, double ratePerSecond) throws IOException {
        CellKey key = new CellKey(search.cell, sweep.at(ratePerSecond), Instrument.NIO);
        List<BlockResult> measured = new ArrayList<>();
        for (int again = 0; measured.size() < 2; ) {
            BlockSpec block = search.side.block(key, plan.seed() + measured.size() + again);
            Optional<BlockResult> result = bench.measure(search.side, block.with(key.load(), phases));
            if (result.isEmpty()) {
                return false;
            }
            if (isOwnFault(result.get()) && again++ < MAX_AGAIN) {
                Verdict alone = SelfCheck.judge(result.get());
                Verdict verdict = alone.isValid() ? LATE : alone;
                search.side.setAside(result.get(), verdict);
                bench.progress().note("again: " + String.join("; ", verdict.reasons()));
                continue;
            }
            bench.progress().endBlock(result.get());
            measured.add(result.get());
            search.side.recording().add(result.get());
            if (standing(measured) == Standing.KEPT) {
                search.rates.measured(ratePerSecond, true);
                return true;
            }
        }
        search.rates.measured(ratePerSecond, false);
        return true;
    }

    /** Whether the limit did not hold in a block because the generator was late or stood still. */
    private boolean isOwnFault(BlockResult result) {
        Standing standing = standing(List.of(result));
        boolean stoodStill = result.block().surroundings().longestPauseNs() > SelfCheck.LONGEST_PAUSE_NS;
        return standing == Standing.GENERATOR_LIMITED || standing == Standing.BROKEN && stoodStill;
    }

    private Standing standing(List<BlockResult> measured) {
        CellRecord record = CellRecord.of(
                measured.get(0).key(), measured.stream().map(BlockResult::block).toList());
        Map<Measure, Histogram> totals = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Histogram total = measured.get(0).total(measure);
            measured.subList(1, measured.size()).forEach(more -> total.add(more.total(measure)));
            totals.put(measure, total);
        }
        return SweptRate.standing(record, new Distributions(record, totals), sweep.rule());
    }
}
