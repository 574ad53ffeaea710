package dev.wirebench.simulation;

import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.text.PlanException;
import java.util.Arrays;

/** Intended sends of a cell's messages, in nanoseconds from the start. Immutable. */
interface IntendedSends {

    /** Returned if there is no such message. */
    long END = Long.MAX_VALUE;

    /** All intended sends are held in memory, eight bytes each. */
    int MAX_MESSAGES = 20_000_000;

    /** @param nowNs current time from the start, at which a closed load intends its next message */
    long offsetNs(int index, long nowNs);

    /** Number of messages intended from {@code fromNs} on, or -1 if that depends on the answers. */
    long countFrom(long fromNs);

    /** @throws PlanException if there are more than {@link #MAX_MESSAGES} */
    static IntendedSends of(Load load, long lengthNs, long seed) {
        return load instanceof Load.Open open ? new Open(open, lengthNs, seed) : new Closed(lengthNs);
    }

    /** Every message has a fixed time, independent of the others. */
    final class Open implements IntendedSends {
        private final long[] offsetsNs;

        Open(Load.Open load, long lengthNs, long seed) {
            double expected = load.ratePerSecond() * lengthNs / 1e9;
            if (expected > MAX_MESSAGES) {
                throw new PlanException("gatling: ratePerSecond " + load.ratePerSecond() + " for " + lengthNs / 1e9
                        + " s is more than the " + MAX_MESSAGES + " messages it can keep a schedule of");
            }
            Schedule schedule = Schedule.of(load, lengthNs, seed);
            long[] offsets = new long[(int) expected + 16];
            int count = 0;
            for (long next; (next = schedule.nextSendNs()) != Schedule.END; count++) {
                offsets = count == offsets.length ? Arrays.copyOf(offsets, count * 2) : offsets;
                offsets[count] = next;
            }
            offsetsNs = Arrays.copyOf(offsets, count);
        }

        @Override
        public long offsetNs(int index, long nowNs) {
            return index < offsetsNs.length ? offsetsNs[index] : END;
        }

        @Override
        public long countFrom(long fromNs) {
            return Arrays.stream(offsetsNs).filter(offset -> offset >= fromNs).count();
        }
    }

    /** A message is intended as soon as a connection is free, until the end. */
    record Closed(long lengthNs) implements IntendedSends {
        @Override
        public long offsetNs(int index, long nowNs) {
            return nowNs < lengthNs ? nowNs : END;
        }

        @Override
        public long countFrom(long fromNs) {
            return -1;
        }
    }
}
