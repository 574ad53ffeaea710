package dev.wirebench.harness.run;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.report.read.GeneratorLag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * Asks of a run that has ended: was it the generator? Only its own side and its machine are asked. What the target does,
 * however wrong, stays in the numbers: see "Self-check" in docs/method.md, also for the limits and why they are where they
 * are.
 *
 * <p>Gatling's cells are not asked: it is the second opinion, and its send lag is shown beside what it says.
 */
public final class SelfCheck {

    /** Of the time, a worker may be ready to run and have no processor. */
    public static final double RUN_WAIT_SHARE = GeneratorLag.RUN_WAIT_SHARE;

    /** Above it a worker counts as busy all the time, if messages queue up meanwhile. */
    static final double BUSY_SHARE = 0.95;

    /** Of all messages, so many may not be sent, or wait for a connection, without more being asked. */
    static final double MESSAGE_SHARE = 0.001;

    /** One pause of the generator's process may last so long. */
    public static final double LONGEST_PAUSE_NS = 50_000_000;

    /** Of the time, the pauses of a block under an open load may add up to so much: what lies beyond p99. */
    public static final double PAUSES_SHARE = 0.01;

    /** Of the time, garbage collections of the generator may take so much. */
    static final double GC_SHARE = 0.01;

    /** Where the histograms of a series come from. */
    interface Logs {
        Histogram total(CellKey key, Measure measure) throws IOException;
    }

    private final Logs logs;
    private final Reasons reasons = new Reasons();
    private int asked;

    private SelfCheck(Logs logs) {
        this.logs = logs;
    }

    static Verdict judge(List<CellRecord> cells, Logs logs, List<WarmUpResult> settlings) throws IOException {
        SelfCheck check = new SelfCheck(logs);
        for (WarmUpResult settling : settlings) {
            check.steady(settling);
        }
        for (CellRecord cell : cells) {
            if (isAsked(cell.key())) {
                check.cell(cell);
                check.unasked(cell);
            }
        }
        return check.reasons.verdict(check.asked);
    }

    /** A sweep goes on until something gives way, and says itself what that was. */
    private static boolean isAsked(CellKey key) {
        boolean isSwept = key.load() instanceof Load.Open open && open.isSwept();
        return key.instrument() == Instrument.NIO && !isSwept;
    }

    /** What is asked of the histograms of a series; of closed loads nothing is. */
    static List<Measure> measures(CellKey key) {
        return isAsked(key) && key.load() instanceof Load.Open
                ? List.of(Measure.RESPONSE, Measure.GENERATOR_LAG, Measure.RECEIVE_LAG)
                : List.of();
    }

    /** Of one block alone. */
    public static Verdict judge(BlockResult result) throws IOException {
        SelfCheck check = new SelfCheck((key, measure) -> result.total(measure));
        check.cell(CellRecord.of(result.key(), result.block()));
        return check.reasons.verdict(check.asked);
    }

    private void cell(CellRecord cell) throws IOException {
        asked++;
        if (cell.load() instanceof Load.Open) {
            sendLag(cell.key());
            receiveLag(cell.key());
            schedule(cell);
            share(
                    Cause.RUN_QUEUE,
                    cell,
                    block -> block.workers().runWaitNs(),
                    RUN_WAIT_SHARE,
                    "in %s a worker waited %.1f %% of the time for a processor, above %.0f %%");
            busy(cell);
            share(
                    Cause.PAUSES,
                    cell,
                    block -> block.surroundings().pausesNs(),
                    PAUSES_SHARE,
                    "in %s the generator's process stood still %.2f %% of the time, above %.1f %%");
        }
        none(
                Cause.REFUSALS,
                cell,
                block -> block.workers().refusals(),
                "in %s the generator's machine had no port or file descriptor for %d connections");
        longestPause(cell);
        share(
                Cause.GARBAGE,
                cell,
                block -> block.surroundings().gcNs(),
                GC_SHARE,
                "in %s the generator collected %.1f %% of the time, above %.0f %%");
    }

    /** A service that answers seldom, or not at all, is not getting faster; what it does is in the numbers. */
    private void steady(WarmUpResult settling) {
        if (!settling.steady() && !settling.tooFewAnswers()) {
            String name = settling.cell().name();
            reasons.add(
                    Cause.WARM_UP,
                    name,
                    "",
                    settling.seconds(),
                    text("%s was still getting faster after %.0f s", name, settling.seconds()));
        }
    }

    private void found(Cause cause, CellKey key, double excess, String format, Object... values) {
        reasons.add(cause, key.cell().name(), key.load().label(), excess, text(format, values));
    }

    private void sendLag(CellKey key) throws IOException {
        late(Cause.GENERATOR_LAG, key, Measure.GENERATOR_LAG, "%s was sent late, p99 %.3f ms is above %.3f ms");
    }

    /** Where the kernel does not stamp arrivals there is nothing to ask; that no processor was free is asked besides. */
    private void receiveLag(CellKey key) throws IOException {
        late(Cause.RECEIVE_LAG, key, Measure.RECEIVE_LAG, "answers of %s were read late, p99 %.3f ms is above %.3f ms");
    }

    private void late(Cause cause, CellKey key, Measure measure, String format) throws IOException {
        Histogram response = logs.total(key, Measure.RESPONSE);
        double limitNs = GeneratorLag.limitNs(response.getValueAtPercentile(GeneratorLag.PERCENTILE));
        long lagNs = logs.total(key, measure).getValueAtPercentile(GeneratorLag.PERCENTILE);
        if (lagNs > limitNs) {
            found(cause, key, lagNs / limitNs, format, key, lagNs / 1e6, limitNs / 1e6);
        }
    }

    /** What was not sent for want of a connection is the target's doing. */
    private void schedule(CellRecord cell) throws IOException {
        long intended = cell.counts().intended();
        long unsent = intended - logs.total(cell.key(), Measure.GENERATOR_LAG).getTotalCount();
        long queued = sum(cell, block -> block.workers().queuedForConnection());
        if (unsent > MESSAGE_SHARE * intended && queued < unsent) {
            found(
                    Cause.SCHEDULE,
                    cell.key(),
                    (double) unsent / intended,
                    "%s was not kept, %d of %d messages were never sent although connections were free",
                    cell.key(),
                    unsent,
                    intended);
        }
    }

    private void busy(CellRecord cell) {
        double share = (double) sum(cell, block -> block.workers().busyNs()) / cell.elapsedNs();
        long queued = sum(cell, block -> block.workers().queuedForConnection());
        if (share > BUSY_SHARE && queued > MESSAGE_SHARE * cell.counts().intended()) {
            found(
                    Cause.BUSY,
                    cell.key(),
                    share,
                    "in %s a worker worked %.1f %% of the time while %d messages queued up",
                    cell.key(),
                    100 * share,
                    queued);
        }
    }

    /**
     * Whichever message came first may have been taken for the answer. It is the target's doing, so that no block is measured
     * again for it; but nobody knows what was measured.
     */
    private void unasked(CellRecord cell) {
        none(
                Cause.UNASKED,
                cell,
                block -> block.events().mistakable(),
                "in %s at least %d came that nobody had asked for, and nothing tells them from answers");
    }

    /** Finds that something happened at all. */
    private void none(Cause cause, CellRecord cell, ToLongFunction<Block> count, String format) {
        long counted = sum(cell, count);
        if (counted > 0) {
            found(cause, cell.key(), counted, format, cell.key(), counted);
        }
    }

    /** Finds that something took more of the time than it may. */
    private void share(Cause cause, CellRecord cell, ToLongFunction<Block> ns, double limit, String format) {
        double share = (double) sum(cell, ns) / cell.elapsedNs();
        if (share > limit) {
            found(cause, cell.key(), share, format, cell.key(), 100 * share, 100 * limit);
        }
    }

    private void longestPause(CellRecord cell) {
        long longestNs = cell.blocks().stream()
                .mapToLong(block -> block.surroundings().longestPauseNs())
                .max()
                .orElse(Interference.UNKNOWN);
        if (longestNs > LONGEST_PAUSE_NS) {
            found(
                    Cause.PAUSE,
                    cell.key(),
                    longestNs,
                    "in %s the generator's process stood still for %.0f ms, above %.0f ms",
                    cell.key(),
                    longestNs / 1e6,
                    LONGEST_PAUSE_NS / 1e6);
        }
    }

    /** Of the blocks of which it is known: enough to find a fault, never to find none; {@code NotChecked} says so. */
    private static long sum(CellRecord cell, ToLongFunction<Block> number) {
        return cell.blocks().stream()
                .mapToLong(number)
                .filter(value -> value != WorkerStats.UNKNOWN)
                .sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
