package dev.wirebench.loadgen;

import dev.wirebench.loadgen.schedule.Schedule;

/** When the next message is due, on the worker's clock. Confined to one worker. */
interface Arrivals {

    /** There are no more messages. */
    long END = Long.MAX_VALUE;

    /** When the next message is intended; {@link #END} after the last. */
    long nextNs(long nowNs);

    /** The message that was next has been taken. */
    void advance();

    /** Messages of a schedule, whether or not earlier ones have been answered. */
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

    /** The next message is intended whenever there is a connection for it, until the time is over. */
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
