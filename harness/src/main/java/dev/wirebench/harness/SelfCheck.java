package dev.wirebench.harness;

import dev.wirebench.analysis.GeneratorLag;
import dev.wirebench.model.Block;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Settling;
import dev.wirebench.model.Surroundings;
import dev.wirebench.model.Verdict;
import dev.wirebench.model.Verdict.Validity;
import dev.wirebench.model.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * Asks of a run that has ended: was it the generator, or something else than load and target? The limits and why they are
 * where they are: "Self-check" in docs/method.md.
 *
 * <p>Gatling's cells are not asked: it is the second opinion, and its send lag is shown beside what it says.
 */
final class SelfCheck {

    /** Of the time, a worker may be ready to run and have no processor. */
    static final double RUN_WAIT_SHARE = 0.05;

    /** Above it a worker counts as busy all the time, if messages queue up meanwhile. */
    static final double BUSY_SHARE = 0.95;

    /** Of all messages, so many may not be sent, or wait for a connection, without more being asked. */
    static final double MESSAGE_SHARE = 0.001;

    /** One pause of the generator's process may last so long. */
    static final double LONGEST_PAUSE_NS = 50_000_000;

    /** Of the time, the pauses of a block under an open load may add up to so much: what lies beyond p99. */
    static final double PAUSES_SHARE = 0.01;

    /** Of the time, garbage collections of the generator may take so much. */
    static final double GC_SHARE = 0.01;

    /** Of the segments sent, so many may be sent again. */
    static final double RETRANSMIT_SHARE = 0.001;

    /** Where the histograms of a series come from. */
    private interface Logs {
        Histogram total(CellKey key, Measure measure) throws IOException;
    }

    private final Logs logs;
    private final List<String> saturated = new ArrayList<>();
    private final List<String> disturbed = new ArrayList<>();

    private SelfCheck(Logs logs) {
        this.logs = logs;
    }

    static Verdict judge(RunFolder folder, List<CellRecord> cells, List<Settling> settlings) throws IOException {
        SelfCheck check = new SelfCheck(folder::total);
        for (Settling settling : settlings) {
            check.steady(settling);
        }
        for (CellRecord cell : cells) {
            if (cell.instrument() == Instrument.NIO && !isSwept(cell)) {
                check.cell(cell);
            }
        }
        return check.verdict();
    }

    /** A sweep goes on until something gives way, and says itself what that was. */
    private static boolean isSwept(CellRecord cell) {
        return cell.load() instanceof Load.Open open && open.isSwept();
    }

    /** Of one block alone. */
    static Verdict judge(BlockResult result) throws IOException {
        SelfCheck check = new SelfCheck((key, measure) -> result.total(measure));
        check.cell(CellRecord.of(result.key(), result.block()));
        return check.verdict();
    }

    private Verdict verdict() {
        List<String> reasons = new ArrayList<>(disturbed);
        reasons.addAll(saturated);
        if (reasons.isEmpty()) {
            return Verdict.VALID;
        }
        return new Verdict(disturbed.isEmpty() ? Validity.SATURATED : Validity.DISTURBED, reasons);
    }

    private void cell(CellRecord cell) throws IOException {
        if (cell.load() instanceof Load.Open) {
            lag(cell.key());
            schedule(cell);
            runQueue(cell);
            busy(cell);
            pauses(cell);
        }
        refusals(cell);
        unasked(cell);
        longestPause(cell);
        garbage(cell);
        network(cell);
        restarts(cell);
    }

    private void steady(Settling settling) {
        if (!settling.steady()) {
            disturbed.add(text(
                    "warm-up: %s was still getting faster after %.0f s",
                    settling.cell().name(), settling.seconds()));
        }
    }

    private void lag(CellKey key) throws IOException {
        Histogram lag = logs.total(key, Measure.GENERATOR_LAG);
        Histogram response = logs.total(key, Measure.RESPONSE);
        double limitNs = GeneratorLag.limitNs(response.getValueAtPercentile(GeneratorLag.PERCENTILE));
        long lagNs = lag.getValueAtPercentile(GeneratorLag.PERCENTILE);
        if (lagNs > limitNs) {
            saturated.add(text(
                    "generator lag: %s was sent late, p99 %.3f ms is above %.3f ms", key, lagNs / 1e6, limitNs / 1e6));
        }
    }

    /** What was not sent for want of a connection is the target's doing. */
    private void schedule(CellRecord cell) throws IOException {
        long intended = cell.counts().intended();
        long unsent = intended - logs.total(cell.key(), Measure.GENERATOR_LAG).getTotalCount();
        long queued = sum(cell, block -> block.workers().queuedForConnection());
        if (unsent > MESSAGE_SHARE * intended && queued < unsent) {
            saturated.add(text(
                    "schedule: %s was not kept, %d of %d messages were never sent although connections were free",
                    cell.key(), unsent, intended));
        }
    }

    private void runQueue(CellRecord cell) {
        double share = (double) sum(cell, block -> block.workers().runWaitNs()) / cell.elapsedNs();
        if (share > RUN_WAIT_SHARE) {
            saturated.add(text(
                    "run queue: in %s a worker waited %.1f %% of the time for a processor, above %.0f %%",
                    cell.key(), 100 * share, 100 * RUN_WAIT_SHARE));
        }
    }

    private void busy(CellRecord cell) {
        double share = (double) sum(cell, block -> block.workers().busyNs()) / cell.elapsedNs();
        long queued = sum(cell, block -> block.workers().queuedForConnection());
        if (share > BUSY_SHARE && queued > MESSAGE_SHARE * cell.counts().intended()) {
            saturated.add(text(
                    "generator busy: in %s a worker worked %.1f %% of the time while %d messages queued up",
                    cell.key(), 100 * share, queued));
        }
    }

    private void refusals(CellRecord cell) {
        long refusals = sum(cell, block -> block.workers().refusals());
        if (refusals > 0) {
            saturated.add(text(
                    "ports and files: in %s the generator's machine had no port or file descriptor for %d connections",
                    cell.key(), refusals));
        }
    }

    /** Whichever message came first may have been taken for the answer. */
    private void unasked(CellRecord cell) {
        long mistakable = sum(cell, block -> block.events().mistakable());
        if (mistakable > 0) {
            disturbed.add(text(
                    "unasked messages: in %s at least %d came that nobody had asked for, and nothing tells them from"
                            + " answers: name what does under target.%s.answer, or their number under greeting",
                    cell.key(), mistakable, cell.cell().protocol().label()));
        }
    }

    private void pauses(CellRecord cell) {
        double share = (double) sum(cell, block -> block.surroundings().pausesNs()) / cell.elapsedNs();
        if (share > PAUSES_SHARE) {
            disturbed.add(text(
                    "pauses: in %s the generator's process stood still %.2f %% of the time, above %.1f %%",
                    cell.key(), 100 * share, 100 * PAUSES_SHARE));
        }
    }

    private void longestPause(CellRecord cell) {
        long longestNs = cell.blocks().stream()
                .mapToLong(block -> block.surroundings().longestPauseNs())
                .max()
                .orElse(Surroundings.UNKNOWN);
        if (longestNs > LONGEST_PAUSE_NS) {
            disturbed.add(text(
                    "pause: in %s the generator's process stood still for %.0f ms, above %.0f ms",
                    cell.key(), longestNs / 1e6, LONGEST_PAUSE_NS / 1e6));
        }
    }

    private void garbage(CellRecord cell) {
        double share = (double) sum(cell, block -> block.surroundings().gcNs()) / cell.elapsedNs();
        if (share > GC_SHARE) {
            disturbed.add(text(
                    "garbage collection: in %s the generator collected %.1f %% of the time, above %.0f %%",
                    cell.key(), 100 * share, 100 * GC_SHARE));
        }
    }

    private void network(CellRecord cell) {
        long overflows = sum(cell, block -> block.surroundings().listenOverflows());
        if (overflows > 0) {
            disturbed.add(text(
                    "listen queue: in %s it was full %d times, so that connections had to be tried again",
                    cell.key(), overflows));
        }
        long again = sum(cell, block -> block.surroundings().segmentsRetransmitted());
        long sent = sum(cell, block -> block.surroundings().segmentsSent());
        if (again > RETRANSMIT_SHARE * sent) {
            disturbed.add(text("retransmits: in %s %d of %d TCP segments were sent again", cell.key(), again, sent));
        }
    }

    private void restarts(CellRecord cell) {
        if (sum(cell, block -> block.surroundings().targetRestarts()) > 0) {
            disturbed.add(text("restart: in %s the target was not the same process to the end", cell.key()));
        }
    }

    /** Of what is known; both kinds of evidence have the same word for what is not. */
    private static long sum(CellRecord cell, ToLongFunction<Block> number) {
        return cell.blocks().stream()
                .mapToLong(number)
                .filter(value -> value != Workers.UNKNOWN)
                .sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
