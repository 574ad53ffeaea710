package dev.wirebench.benchmark.tool;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Load that another tool is told to generate. Immutable.
 *
 * @param post request body; empty for a GET
 * @param isShort whether each message uses a new connection, instead of keeping connections alive
 * @param ratePerSecond over all connections; empty for a closed loop
 * @param maxMessages for a tool that otherwise stops at its own default
 */
public record ToolLoad(
        URI url,
        Optional<PostBody> post,
        boolean isShort,
        int connections,
        OptionalDouble ratePerSecond,
        long seconds,
        long timeoutSeconds,
        long maxMessages) {

    /** More than any of the tools can send. */
    private static final long MAX_PER_SECOND = 500_000;

    private static final long TIMEOUT_SECONDS = 2;

    /** A closed loop of POSTs over keep-alive connections. */
    public static ToolLoad closed(URI url, PostBody post, int connections, long seconds) {
        return new ToolLoad(
                url,
                Optional.of(post),
                false,
                connections,
                OptionalDouble.empty(),
                seconds,
                TIMEOUT_SECONDS,
                MAX_PER_SECOND * seconds);
    }

    /** The same load with a new connection for each message. */
    public ToolLoad withShortConnections() {
        return new ToolLoad(url, post, true, connections, ratePerSecond, seconds, timeoutSeconds, maxMessages);
    }

    /** The same load at a rate. */
    public ToolLoad withRate(double perSecond) {
        return new ToolLoad(
                url, post, isShort, connections, OptionalDouble.of(perSecond), seconds, timeoutSeconds, maxMessages);
    }
}
