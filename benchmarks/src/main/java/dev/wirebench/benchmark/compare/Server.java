package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.ProcessorTimes;
import dev.wirebench.model.Target;
import java.io.IOException;

/** What load can be put on. */
@FunctionalInterface
interface Server {

    /** Where it listens. Closing it ends what was started for this one trial. */
    interface Listening extends AutoCloseable {

        Target target();

        /** Of the process that answers. */
        long pid();

        @Override
        default void close() {}
    }

    Listening open() throws IOException, InterruptedException;

    /** What a client measures here. */
    default Trial under(Client client) {
        return printed -> {
            try (Listening listening = open()) {
                return client.run(listening.target(), printed);
            }
        };
    }

    /** What a client measures here, with this process's processor time instead of the client's. */
    default Trial ownTimeUnder(Client client) {
        return printed -> {
            try (Listening listening = open()) {
                ProcessorTimes before = ProcessorTimes.of(listening.pid());
                Figures figures = client.run(listening.target(), printed);
                ProcessorTimes after = ProcessorTimes.of(listening.pid());
                return figures.withProcessorTime(
                        after.userNs() - before.userNs(), after.systemNs() - before.systemNs());
            }
        };
    }
}
