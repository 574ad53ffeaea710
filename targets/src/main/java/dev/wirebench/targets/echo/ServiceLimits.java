package dev.wirebench.targets.echo;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * Limits of one service; message sizes are limited by {@code Target.MAX_BODY_BYTES}. Immutable.
 *
 * @param idleTimeout after which a connection without traffic is closed
 * @param maxConnections open at a time; further ones wait in the listen queue
 * @param listenBacklog length of the listen queue; the kernel's {@code somaxconn} may lower it
 */
public record ServiceLimits(Duration idleTimeout, int maxConnections, int listenBacklog) {

    /** File descriptors reserved for class files, selectors and logs. */
    private static final int OTHER_FILES = 500;

    /** Selector threads of one service: half the cores, leaving the rest to the load generator. */
    static int selectingThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** An idle timeout longer than any run, and as many connections as the process may open. */
    public static ServiceLimits defaults() {
        return new ServiceLimits(Duration.ofMinutes(10), fileLimit() - OTHER_FILES, 4096);
    }

    private static int fileLimit() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return (int) Math.max(2 * OTHER_FILES, Math.min(1_000_000, unix.getMaxFileDescriptorCount()));
        }
        return 10_000;
    }

    /**
     * Opens a non-blocking listening channel.
     *
     * @param name of the service, for error messages
     * @throws IOException if the address cannot be listened on
     */
    public ServerSocketChannel listen(String name, InetSocketAddress address) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.bind(address, listenBacklog);
            listening.configureBlocking(false);
            return listening;
        } catch (IOException e) {
            listening.close();
            throw new IOException(name + " on " + address, e);
        }
    }
}
