package dev.wirebench.simulation;

import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.model.Load;
import dev.wirebench.model.PlanException;
import java.util.Arrays;

/** When each message of a cell is intended, in nanoseconds from the start. Immutable. */
interface IntendedSends {

    /** There is no such message. */
    long END = Long.MAX_VALUE;

    /** All sends are kept in memory, at eight bytes each. */
    int MAX_MESSAGES = 20_000_000;

    /** @param nowNs the present, from the start; a closed load intends its next message then */
    long offsetNs(int index, long nowNs);

    /** How many messages are intended from {@code fromNs} on, or -1 if that depends on the answers. */
    long countFrom(long fromNs);

    /** @throws PlanException if the load is beyond what Gatling could send */
    static IntendedSends of(Load load, long lengthNs, long seed) {
        return load instanceof Load.Open open ? new Open(open, lengthNs, seed) : new Closed(lengthNs);
    }

    /** Every message has its own instant, whatever becomes of the others. */
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

    /** A message is intended when a connection is there for it, until the time is over. */
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
