package dev.wirebench.targets.echo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Schedules the idle timeouts of connections without waking its thread for each. Safe for concurrent use.
 *
 * <p>The thread is woken for a task due before all others. A single pending timeout is always such a task, once per
 * short connection; so a no-op task that is due earlier is always pending.
 */
final class TimeoutScheduler extends ScheduledExecutorScheduler {

    private final long tickMs;

    /** @param idleTimeout the shortest timeout to be scheduled */
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
