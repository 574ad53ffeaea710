package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.TargetScript;

/**
 * When nothing is worked on: the last {@code forNs} of every {@code everyNs} from instant 0, both 0 for never. Immutable.
 */
record Stalls(long everyNs, long forNs) {

    static Stalls of(TargetScript script) {
        return script.stall() == null
                ? new Stalls(0, 0)
                : new Stalls(script.stall().everyNs(), script.stall().forNs());
    }

    /** When work is done that can begin at {@code startNs}; work that needs no time still waits for a stall's end. */
    long finishNs(long startNs, long workNs) {
        if (forNs == 0) {
            return startNs + workNs;
        }
        long openNs = everyNs - forNs;
        long phaseNs = Math.floorMod(startNs, everyNs);
        long periodNs = startNs - phaseNs;
        if (phaseNs >= openNs) {
            periodNs += everyNs;
            phaseNs = 0;
        }
        long neededNs = phaseNs + workNs;
        long periods = neededNs / openNs;
        long restNs = neededNs % openNs;
        // Done in the last instant before a stall, not in the first after it.
        return restNs == 0 && periods > 0
                ? periodNs + (periods - 1) * everyNs + openNs
                : periodNs + periods * everyNs + restNs;
    }
}
