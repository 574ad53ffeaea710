package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * The true response times of a block: what the target's log says happened, and its schedule replayed with the work logged.
 *
 * <p>In nanoseconds from the intended send, {@link Quantile#INFINITE} for messages that were never answered. Immutable.
 */
public final class Oracle {

    private final long[] byScheduleNs;
    private final long[] punctualNs;
    private final long[] asReleasedNs;
    private final int answered;
    private final OracleLateness lateness;
    private final List<String> errors;

    /**
     * @param intendedNs when messages were intended, from the schedule's start, in order and with the warm-up
     * @param warmUp how many of them, from the first, are not graded; fewer than all
     * @param log the target's whole log, of all wires
     * @throws IllegalArgumentException if the plan has no script, or nothing is left to grade
     */
    public Oracle(Plan plan, Protocol wire, long[] intendedNs, int warmUp, List<ScriptLog.Row> log) {
        if (plan.script() == null) {
            throw new IllegalArgumentException("plan " + plan.name() + " has no script to replay");
        }
        if (warmUp < 0 || warmUp >= intendedNs.length) {
            throw new IllegalArgumentException(
                    "warmUp must be 0 to " + (intendedNs.length - 1) + " messages, was " + warmUp);
        }
        LoggedBlock block = new LoggedBlock(plan.script(), wire, intendedNs, log);
        long[] idealNs = Replay.responsesNs(plan.script(), block.originNs(), intendedNs, block.workNs());
        int count = intendedNs.length - warmUp;
        byScheduleNs = new long[count];
        punctualNs = new long[count];
        asReleasedNs = new long[count];
        long[] arrivalsNs = new long[count];
        int received = 0;
        int released = 0;
        long targetMaxNs = 0;
        for (int n = warmUp; n < intendedNs.length; n++) {
            ScriptLog.Row row = block.row(n);
            byScheduleNs[n - warmUp] = block.isUnansweredByScript(n) ? Quantile.INFINITE : idealNs[n];
            punctualNs[n - warmUp] = Quantile.INFINITE;
            asReleasedNs[n - warmUp] = Quantile.INFINITE;
            if (row == null) {
                continue;
            }
            arrivalsNs[received++] = row.receivedNs() - block.originNs() - intendedNs[n];
            if (row.isAnswered()) {
                released++;
                punctualNs[n - warmUp] = idealNs[n] + row.releasedNs() - row.plannedNs();
                asReleasedNs[n - warmUp] = row.releasedNs() - block.originNs() - intendedNs[n];
                targetMaxNs = Math.max(targetMaxNs, row.releasedNs() - row.plannedNs());
            }
        }
        Arrays.sort(byScheduleNs);
        Arrays.sort(punctualNs);
        Arrays.sort(asReleasedNs);
        answered = released;
        lateness = lateness(Arrays.copyOf(arrivalsNs, received), targetMaxNs);
        errors = block.errors();
    }

    private static OracleLateness lateness(long[] arrivalsNs, long targetMaxNs) {
        if (arrivalsNs.length == 0) {
            return new OracleLateness(0, 0, targetMaxNs);
        }
        Arrays.sort(arrivalsNs);
        return new OracleLateness(valueAt(99, arrivalsNs), valueAt(100, arrivalsNs), targetMaxNs);
    }

    /**
     * If every message had been received when it was intended and answered when it was due.
     *
     * @param percentile 0 to 100
     */
    public long byScheduleNs(double percentile) {
        return valueAt(percentile, byScheduleNs);
    }

    /** As {@link #byScheduleNs}, and each answer as late as the target logged it, counted from when it was due. */
    public long punctualNs(double percentile) {
        return valueAt(percentile, punctualNs);
    }

    /** From when a message was intended until the target released its answer, as it logged it: what happened. */
    public long asReleasedNs(double percentile) {
        return valueAt(percentile, asReleasedNs);
    }

    static long valueAt(double percentile, long[] sorted) {
        return sorted[(int) Quantiles.rank(percentile, sorted.length) - 1];
    }

    /** How many messages are graded. */
    public int count() {
        return punctualNs.length;
    }

    /** How many of them the target answered. */
    public int answered() {
        return answered;
    }

    public OracleLateness lateness() {
        return lateness;
    }

    /** Where the target's log contradicts schedule and script, in words. */
    public List<String> errors() {
        return errors;
    }
}
