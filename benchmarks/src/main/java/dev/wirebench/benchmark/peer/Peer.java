package dev.wirebench.benchmark.peer;

import java.util.List;
import java.util.Optional;

/** Another load generator: how it is asked, and how what it prints is read. Immutable. */
public sealed interface Peer permits Wrk, Hey, ApacheBench, Autocannon, H2load {

    String name();

    /** Empty if it is not installed. */
    Optional<String> version();

    /** Whether it can be asked for a number of messages per second. */
    default boolean hasRate() {
        return false;
    }

    /** In words, for a table. */
    default String rate() {
        return "closed loop: no rate";
    }

    /** @throws IllegalArgumentException if the tool cannot do it */
    List<String> command(Assignment assignment);

    /** @param output of its standard output; what it lacks is missing from the result */
    Printed parse(String output);

    /** None of them knows random arrivals. */
    default boolean canAsk(Question question) {
        return !question.isPoisson();
    }

    /** Without a rate the plan's connections would be a load many times the plan's. */
    default int connections(Question question) {
        return hasRate() ? question.load().connections() : question.closedConnections();
    }
}
