package dev.wirebench.lab.doctor;

import dev.wirebench.harness.machine.Pressure;
import dev.wirebench.harness.machine.ProcessorUse;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a machine has done while nothing was asked of it for a moment. Immutable.
 *
 * @param use of the processors that this process may use; nothing where it could not be read
 * @param ownNs processor time of this process, which is in that
 * @param waits for want of resources
 * @param listenOverflows connections that were dropped; -1 where unknown
 */
public record MachineActivity(
        Timing timing, Pauses pauses, Optional<ProcessorUse> use, long ownNs, Pressure waits, long listenOverflows) {

    /** How long it took, and what was found of clocks. Immutable. */
    public record Timing(long elapsedNs, ClockCost clock, Wakings wakings) {}

    /** Of sleeps of 0.1 ms, of 1 ms, and of waits for sockets of 1 ms. Immutable. */
    public record Wakings(TimerLateness shortSleep, TimerLateness longSleep, TimerLateness poll) {}

    /** Longer than a sleep of a millisecond should have taken. Immutable. */
    public record Pauses(long longestNs, long sumNs) {}

    /** Processors' worth of time that other processes have used. */
    OptionalDouble othersProcessors(int processors) {
        double own = (double) ownNs / timing.elapsedNs();
        return use.isPresent()
                ? OptionalDouble.of(Math.max(0, use.get().busyShare() * processors - own))
                : OptionalDouble.empty();
    }

    /** Of the time. */
    OptionalDouble share(OptionalLong waitedUs) {
        return waitedUs.isPresent()
                ? OptionalDouble.of(waitedUs.getAsLong() * 1e3 / timing.elapsedNs())
                : OptionalDouble.empty();
    }
}
