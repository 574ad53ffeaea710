package dev.wirebench.harness.progress;

import dev.wirebench.harness.monitor.ProcessorTime;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Where a run is: what has been told of it, and what its generator says at the moment. Safe for concurrent use. */
final class StatusPanel {

    private static final String LEFT = "left";

    private final LongSupplier clock;
    private final RecentRate answers = new RecentRate();
    private final RecentRate processorTime = new RecentRate();
    private TimeLeft timeLeft;
    private Supplier<Optional<Snapshot>> generator = Optional::empty;
    private String step = "starting";
    private String name = "";
    private String system = "";
    private String until = LEFT;
    private int units;
    private int ended;
    private int current;
    private Optional<BlockResult> slice = Optional.empty();
    private Optional<Snapshot> snapshot = Optional.empty();
    private Optional<CellKey> block = Optional.empty();
    private boolean isInBlocks;

    /** @param clock monotonic, in nanoseconds */
    StatusPanel(LongSupplier clock) {
        this.clock = clock;
        this.timeLeft = new TimeLeft(clock);
    }

    synchronized void open(Plan plan, Supplier<Optional<Snapshot>> snapshots) {
        generator = snapshots;
        name = plan.name();
        timeLeft.planned(plan);
    }

    synchronized void followedBy(List<Plan> plans) {
        timeLeft.followedBy(plans);
    }

    synchronized void settling(int cells) {
        step = "settling";
        units = cells;
        ended = 0;
        timeLeft.settling(cells);
    }

    /** @return whether it is the first of its cell */
    synchronized boolean rehearsed(BlockResult result) {
        boolean isFirst = slice.filter(last -> last.key().equals(result.key())).isEmpty();
        if (isFirst && slice.isPresent()) {
            ended = Math.min(units - 1, ended + 1);
            timeLeft.settledOne();
        }
        slice = Optional.of(result);
        return isFirst;
    }

    /** What follows is of one of several systems. */
    synchronized void turnTo(String name) {
        if (slice.isPresent()) {
            ended = Math.min(units - 1, ended + 1);
            timeLeft.settledOne();
            slice = Optional.empty();
        }
        system = name + " ";
    }

    /** With a blank after it; empty where there is but one. */
    synchronized String system() {
        return system;
    }

    synchronized void calibrating() {
        step = "calibrating";
        units = 0;
        slice = Optional.empty();
        timeLeft.calibrating();
    }

    /** @param afterwards what there will be when these blocks have ended */
    synchronized void begin(int blocks, Phases phases, Optional<String> afterwards) {
        isInBlocks = true;
        slice = Optional.empty();
        units = blocks;
        ended = 0;
        current = 1;
        until = afterwards.orElse(LEFT);
        timeLeft.blocks(blocks, phases);
    }

    synchronized void beginBlock(CellKey key) {
        current = ended + 1;
        block = Optional.of(key);
        snapshot = Optional.empty();
        answers.forget();
        timeLeft.blockBegan();
    }

    synchronized void endBlock() {
        ended++;
        timeLeft.blockEnded();
    }

    synchronized int ended() {
        return ended;
    }

    synchronized int units() {
        return units;
    }

    synchronized long leftNs() {
        return timeLeft.leftNs();
    }

    synchronized Panel panel() {
        snapshot = generator.get().or(() -> snapshot);
        long nowNs = clock.getAsLong();
        snapshot.filter(s -> s.stage() != Snapshot.Stage.OPENING)
                .ifPresent(s -> answers.read(nowNs, s.tally().answeredSinceStart()));
        processorTime.read(nowNs, ProcessorTime.now(ProcessSet.NONE).ownNs());
        OptionalDouble perSecond = processorTime.perSecond();
        OptionalDouble cores =
                perSecond.isPresent() ? OptionalDouble.of(perSecond.getAsDouble() / 1e9) : OptionalDouble.empty();
        Optional<CellKey> key = slice.map(BlockResult::key).or(() -> isInBlocks ? block : snapshot.map(Snapshot::key));
        return new Panel(
                words(key),
                new Panel.Bar(timeLeft.share(), timeLeft.leftNs(), until),
                key.map(CellKey::load),
                figures(),
                cores);
    }

    private Panel.Words words(Optional<CellKey> key) {
        String subject =
                key.map(k -> system + k.cell().name() + "." + k.load().label()).orElse(name);
        String what = isInBlocks ? "block" : "cell";
        String count = units == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%s %d of %d", what, isInBlocks ? current : Math.min(units, ended + 1), units);
        return new Panel.Words(isInBlocks ? phase() : step, subject, count);
    }

    private String phase() {
        return snapshot.map(Snapshot::stage)
                .map(stage -> switch (stage) {
                    case OPENING -> "opening";
                    case WARM_UP -> "warm-up";
                    case MEASUREMENT -> "measuring";
                    case DRAIN -> "drain";
                })
                .orElse("opening");
    }

    /** A slice is too short for figures of its own while it lasts. */
    private Panel.Figures figures() {
        return slice.map(StatusPanel::figures)
                .orElseGet(() -> snapshot.map(s -> new Panel.Figures(
                                answers.perSecond(), s.times(), s.tally().unanswered()))
                        .orElse(Panel.Figures.NONE));
    }

    private static Panel.Figures figures(BlockResult result) {
        Counts counts = result.block().counts();
        Map<Outcome, Long> unanswered = new EnumMap<>(Outcome.class);
        unanswered.putAll(counts.failed());
        unanswered.put(Outcome.TIMED_OUT, counts.timedOut());
        unanswered.put(Outcome.UNFINISHED, counts.unfinished());
        unanswered.values().removeIf(count -> count == 0);
        Histogram response = result.total(Measure.RESPONSE);
        Optional<Snapshot.Times> times = counts.answered() == 0
                ? Optional.empty()
                : Optional.of(new Snapshot.Times(
                        response.getValueAtPercentile(50),
                        response.getValueAtPercentile(99),
                        response.getMaxValue(),
                        result.total(Measure.SEND_LAG).getValueAtPercentile(99)));
        return new Panel.Figures(OptionalDouble.of(perSecond(result)), times, unanswered);
    }

    static double perSecond(BlockResult result) {
        return result.block().throughputPerSecond().orElse(0);
    }
}
