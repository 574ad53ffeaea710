package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.Schedule;

/** Intended send times on the worker's clock. Confined to one worker. */
interface Arrivals {

    /** No more messages. */
    long END = Long.MAX_VALUE;

    /** Intended time of the next message; {@link #END} after the last. */
    long nextNs(long nowNs);

    /** Moves on to the next message. */
    void advance();

    /** Messages of a schedule, sent whether or not earlier ones have been answered. */
    final class Open implements Arrivals {
        private final Schedule schedule;
        private final long startNs;
        private long nextNs;

        Open(Schedule schedule, long startNs) {
            this.schedule = schedule;
            this.startNs = startNs;
            advance();
        }

        @Override
        public long nextNs(long nowNs) {
            return nextNs;
        }

        @Override
        public void advance() {
            long offsetNs = schedule.nextSendNs();
            nextNs = offsetNs == Schedule.END ? END : startNs + offsetNs;
        }
    }

    /** A message whenever a connection is free, until the end of the load. */
    final class Closed implements Arrivals {
        private final long endNs;

        Closed(long endNs) {
            this.endNs = endNs;
        }

        @Override
        public long nextNs(long nowNs) {
            return nowNs < endNs ? nowNs : END;
        }

        @Override
        public void advance() {}
    }
}
