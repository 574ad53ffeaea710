package dev.wirebench.targets.scripted;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.service.Protocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Completion times of one protocol's messages according to a script: arithmetic without a clock, in nanoseconds from
 * the script's start. Confined to one thread.
 */
public final class Timetable {

    private final LongSupplier serviceTimes;
    private final TargetScript.Server server;
    private final int unansweredEvery;
    /** Period of the stalls; 0 for none. */
    private final long everyNs;
    /** Time from the start of a period to its stall. */
    private final long openNs;

    private long received;
    private long lastDoneNs;

    /** @throws IllegalArgumentException if stalls leave no time to work */
    Timetable(TargetScript script) {
        serviceTimes = script.service().times();
        server = script.server();
        unansweredEvery = script.unansweredEvery() == null ? 0 : script.unansweredEvery();
        everyNs = script.stall() == null ? 0 : script.stall().everyNs();
        openNs = script.stall() == null ? 0 : everyNs - script.stall().forNs();
        if (script.stall() != null && openNs < 1) {
            throw new IllegalArgumentException("stall must leave at least 1 ns of every period, was " + script.stall());
        }
    }

    /** One timetable per protocol, each at the script's beginning. */
    public static Map<Protocol, Timetable> ofEachWire(TargetScript script) {
        Map<Protocol, Timetable> timetables = new EnumMap<>(Protocol.class);
        for (Protocol wire : Protocol.EMBEDDED) {
            timetables.put(wire, new Timetable(script));
        }
        return timetables;
    }

    /**
     * @param serviceNs duration of the work
     * @param doneNs end of the work, whether or not an answer follows
     */
    record Entry(long receivedNs, long serviceNs, long doneNs, boolean isAnswered) {}

    /** Enters the next message in order of receipt. */
    Entry receive(long receivedNs) {
        long serviceNs = serviceTimes.getAsLong();
        long startNs = server == TargetScript.Server.FIFO ? Math.max(receivedNs, lastDoneNs) : receivedNs;
        lastDoneNs = finish(startNs, serviceNs);
        received++;
        boolean isAnswered = unansweredEvery == 0 || received % unansweredEvery != 0;
        return new Entry(receivedNs, serviceNs, lastDoneNs, isAnswered);
    }

    /**
     * The first instant at which {@code workNs} of unstalled time have passed since {@code startNs}; what starts in a
     * stall waits for its end, be it no work at all.
     *
     * <pre>
     *   |---- open ----|## stall ##|---- open ----|## stall ##|
     *   0           openNs      everyNs
     * </pre>
     */
    long finish(long startNs, long workNs) {
        if (everyNs == 0) {
            return startNs + workNs;
        }
        long phaseNs = startNs % everyNs;
        boolean isStalled = phaseNs >= openNs;
        long periodNs = startNs - phaseNs + (isStalled ? everyNs : 0);
        // Unstalled time since the start of the period.
        long doneNs = (isStalled ? 0 : phaseNs) + workNs;
        long stalls = Math.max(0, doneNs - 1) / openNs;
        return periodNs + doneNs + stalls * (everyNs - openNs);
    }
}
