package dev.wirebench.benchmark.syscall;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Path;

/** Wirebench's generator in this process; what else this JVM does meanwhile is counted too. Confined to one thread. */
public record OwnGenerator() implements Contender {

    /** Untraced, so that the compilers are through. */
    private static final Phases WARM_UP = new Phases(0, 1, null, null);

    @Override
    public String name() {
        return "Wirebench";
    }

    @Override
    public String missing() {
        return "";
    }

    @Override
    public boolean knows(Cell cell) {
        return true;
    }

    @Override
    public Traced trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
        run(target, load, WARM_UP);
        try (Strace strace = Strace.attachToSelf(output)) {
            Counts counts = run(target, load, new Phases(0, load.seconds(), null, null));
            return new Traced(counts.answered(), strace.detach());
        }
    }

    /** Without a warm-up of its own, so that all messages count. */
    private static Counts run(Target target, ClosedLoad load, Phases phases) throws IOException {
        BlockSpec spec = new BlockSpec(
                target,
                load.cell(),
                new Load.Closed(load.connections()),
                phases,
                ClosedLoad.PAYLOAD_BYTES,
                Plan.DEFAULT_WORKERS,
                Plan.DEFAULT_IDLE_STRATEGY,
                Plan.DEFAULT_SEED);
        Counts counts = new LoadGenerator(Clock.SYSTEM)
                .run(spec, LoadGenerator.Observer.NONE)
                .block()
                .counts();
        if (counts.answered() != counts.intended()) {
            throw new IOException("not every message was answered: " + counts);
        }
        return counts;
    }
}
