package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.ServedTarget;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.util.List;

/** The targets; those that take long to start are started when they are first needed, and kept. Confined to one thread. */
final class Servers implements AutoCloseable {

    private final Bench bench;
    private final Echo echo;
    private ServedTarget served;
    private Server.Listening nginx;

    Servers(Bench bench, Echo echo) {
        this.bench = bench;
        this.echo = echo;
    }

    /** {@code wirebench serve}: Jetty, and the raw echo. */
    Server.Listening own() throws IOException {
        if (served == null) {
            served = ServedTarget.start(bench.children(), bench.pinning().target(), List.of());
        }
        return new Kept(served.echo(), served.pid());
    }

    Server.Listening nginx() throws IOException, InterruptedException {
        if (nginx == null) {
            nginx = Nginx.start(bench);
        }
        return new Kept(nginx.target(), nginx.pid());
    }

    Echo echo() {
        return echo;
    }

    @Override
    public void close() {
        if (served != null) {
            served.close();
        }
        if (nginx != null) {
            nginx.close();
        }
    }

    private record Kept(Target target, long pid) implements Server.Listening {}
}
