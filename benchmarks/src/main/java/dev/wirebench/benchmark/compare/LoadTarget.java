package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.CpuTimes;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.model.service.Target;
import java.io.IOException;

/** A server that can be loaded. */
@FunctionalInterface
interface LoadTarget {

    /**
     * A running server; closing it ends whatever was started for one trial.
     *
     * @param pid process that answers
     */
    record Listening(Target target, long pid, Runnable end) implements AutoCloseable {

        Listening(Target target, long pid) {
            this(target, pid, () -> {});
        }

        @Override
        public void close() {
            end.run();
        }
    }

    Listening open() throws IOException, InterruptedException;

    /** Measures a client against this server. */
    default Trial under(LoadClient client) {
        return output -> {
            try (Listening listening = open()) {
                return client.run(listening.target(), output);
            }
        };
    }

    /** Measures this server's CPU time, instead of the client's. */
    default Trial cpuTimeUnder(LoadClient client) {
        return output -> {
            try (Listening listening = open()) {
                CpuTimes before = CpuTimes.of(listening.pid());
                TrialResult result = client.run(listening.target(), output);
                CpuTimes after = CpuTimes.of(listening.pid());
                return result.withCpuTime(after.userNs() - before.userNs(), after.systemNs() - before.systemNs());
            }
        };
    }
}
