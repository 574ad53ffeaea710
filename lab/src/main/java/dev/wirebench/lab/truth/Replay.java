package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.report.read.Quantile;

/** What a script does with messages that arrive exactly when they are intended, and are answered exactly when due. */
final class Replay {

    private Replay() {}

    /**
     * The response time of each message: released - (origin + intended).
     *
     * <p>One after the other, by Lindley's recursion (1952): released(n) = finish(max(released(n - 1), arrived(n)), work(n)).
     *
     * @param originNs start of the schedule on the clock that the stalls are counted on
     * @param intendedNs from the schedule's start, in order
     * @param workNs on each message; {@link ScriptLog#NEVER} for one that never arrived
     * @return as long as {@code intendedNs}; {@link Quantile#INFINITE} for what never arrived
     */
    static long[] responsesNs(TargetScript script, long originNs, long[] intendedNs, long[] workNs) {
        Stalls stalls = Stalls.of(script);
        boolean isFifo = script.server() == TargetScript.Server.FIFO;
        long[] responsesNs = new long[intendedNs.length];
        long freeNs = Long.MIN_VALUE;
        for (int n = 0; n < intendedNs.length; n++) {
            if (workNs[n] == ScriptLog.NEVER) {
                responsesNs[n] = Quantile.INFINITE;
                continue;
            }
            long arrivedNs = originNs + intendedNs[n];
            long releasedNs = stalls.finishNs(isFifo ? Math.max(freeNs, arrivedNs) : arrivedNs, workNs[n]);
            freeNs = releasedNs;
            responsesNs[n] = releasedNs - arrivedNs;
        }
        return responsesNs;
    }
}
