package dev.wirebench.target;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Schedules the idle timeouts of connections without waking its thread for each. Safe for concurrent use.
 *
 * <p>The thread is woken for a task that is due before all others, as every timeout is that meets no other: one of each
 * short connection. So there is always a task that is due sooner, and does nothing.
 */
final class TimeoutScheduler extends ScheduledExecutorScheduler {

    private final long tickMs;

    /** @param idleTimeout the shortest of what is scheduled */
    TimeoutScheduler(Duration idleTimeout) {
        super("jetty-timeouts", true, 1);
        this.tickMs = Math.max(1, idleTimeout.toMillis() / 2);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        tick();
    }

    private void tick() {
        schedule(this::tick, tickMs, TimeUnit.MILLISECONDS);
    }
}
