package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.TargetServer;
import java.io.IOException;
import java.util.List;

/** The targets; slow starters are started when first needed and kept running. Confined to one thread. */
final class Servers implements AutoCloseable {

    private final TrialContext context;
    private TargetServer own;
    private Nginx nginx;

    Servers(TrialContext context) {
        this.context = context;
    }

    /** {@code wirebench serve}: Jetty, and the raw echo. */
    LoadTarget.Listening own() throws IOException {
        if (own == null) {
            own = TargetServer.start(context.children(), context.pinning().target(), List.of());
        }
        return new LoadTarget.Listening(own.echo(), own.pid());
    }

    LoadTarget.Listening nginx() throws IOException, InterruptedException {
        if (nginx == null) {
            nginx = Nginx.start(context);
        }
        return new LoadTarget.Listening(nginx.target(), nginx.workerPid());
    }

    LoadTarget cEcho(String... flags) {
        return new CEcho(context, List.of(flags));
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
        if (nginx != null) {
            nginx.close();
        }
    }
}
