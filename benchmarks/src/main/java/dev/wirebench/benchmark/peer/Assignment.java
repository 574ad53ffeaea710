package dev.wirebench.benchmark.peer;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What another load generator is told to do. Immutable.
 *
 * @param post what is sent; empty for a GET
 * @param isShort a connection for each message, instead of connections that are kept
 * @param ratePerSecond of all connections together; empty for a closed loop
 * @param atMost messages, for a tool that stops at a number of its own unless it is given one
 */
public record Assignment(
        URI url,
        Optional<Post> post,
        boolean isShort,
        int connections,
        OptionalDouble ratePerSecond,
        long seconds,
        long timeoutSeconds,
        long atMost) {

    /** More than any of them sends in a second. */
    private static final long MOST_PER_SECOND = 500_000;

    private static final long TIMEOUT_SECONDS = 2;

    /** What is asked at a rate is far from that many times the plan's messages. */
    private static final int ATTEMPTS_PER_INTENDED = 10;

    /** A closed loop of POSTs over kept connections. */
    public static Assignment closed(URI url, Post post, int connections, long seconds) {
        return new Assignment(
                url,
                Optional.of(post),
                false,
                connections,
                OptionalDouble.empty(),
                seconds,
                TIMEOUT_SECONDS,
                MOST_PER_SECOND * seconds);
    }

    /** The same, with a connection for each message. */
    public Assignment onShortConnections() {
        return new Assignment(url, post, true, connections, ratePerSecond, seconds, timeoutSeconds, atMost);
    }

    /** The same, at a rate. */
    public Assignment at(double perSecond) {
        return new Assignment(
                url, post, isShort, connections, OptionalDouble.of(perSecond), seconds, timeoutSeconds, atMost);
    }

    /** GETs a URL for as long as the plan measures, over kept connections. */
    static Assignment of(Question question, URI url, Peer peer) {
        double perSecond = question.load().ratePerSecond();
        return new Assignment(
                url,
                Optional.empty(),
                false,
                peer.connections(question),
                peer.hasRate() ? OptionalDouble.of(perSecond) : OptionalDouble.empty(),
                question.seconds(),
                question.timeoutSeconds(),
                ATTEMPTS_PER_INTENDED * Math.round(perSecond * question.seconds()));
    }
}
