package dev.wirebench.target;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one service of the targets grants its clients; message sizes are limited by {@code Target.MAX_BODY_BYTES}.
 * Immutable.
 *
 * @param idleTimeout a connection on which nothing has moved for so long is closed
 * @param maxConnections open at a time; further ones wait in the listen queue
 * @param listenBacklog connections that wait to be accepted; the kernel's {@code somaxconn} may lower it
 */
record Limits(Duration idleTimeout, int maxConnections, int listenBacklog) {

    /** File descriptors that are not for connections: class files, selectors, logs. */
    private static final int OTHER_FILES = 500;

    /** Of HTTP and WebSocket, and of raw: half the cores, so that as many are left for who puts the load on. */
    static int selectingThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Longer than any run, and all the connections that the process may have. */
    static Limits defaults() {
        return new Limits(Duration.ofMinutes(10), fileLimit() - OTHER_FILES, 4096);
    }

    private static int fileLimit() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return (int) Math.max(2 * OTHER_FILES, Math.min(1_000_000, unix.getMaxFileDescriptorCount()));
        }
        return 10_000;
    }
}
