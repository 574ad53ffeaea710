package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.harness.systems.check.SystemCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts systems; one pair of embedded targets stands behind all proxies. Confined to one thread. */
public final class SystemServices implements AutoCloseable {

    private TargetProcess backend;

    /**
     * @param folder takes the logs
     * @throws IOException if it does not become ready
     */
    public ServedTarget start(SystemUnderTest contender, Path folder) throws IOException {
        if (contender.system().isEmpty()) {
            return ServedTarget.embeddedSystem(folder);
        }
        boolean isProxy = contender.isProxy();
        if (isProxy && backend == null) {
            backend = TargetProcess.start(folder);
        }
        RunningSystem running = RunningSystem.start(
                contender.system().get(),
                isProxy ? Optional.of(backend.endpoints()) : Optional.empty(),
                contender.connections(),
                folder);
        return ServedTarget.of(
                running, isProxy ? ProcessSet.of(backend.endpoints().pid()) : ProcessSet.NONE);
    }

    /** Asks everything of the wires that the contender's plan has cells of. */
    public static SystemCheck ask(SystemUnderTest contender, ServedTarget service) {
        try {
            return SystemCheck.of(contender.subject(service), contender.connections());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("the client that checks systems failed", e);
        }
    }

    /** Ends what stands behind proxies; a service is ended by whoever has it. */
    @Override
    public void close() {
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }
}
