package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.model.Target;

/** A process that listens, and that closing ends, with all that it has started. */
record Running(Process process, Target target) implements Server.Listening {

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
