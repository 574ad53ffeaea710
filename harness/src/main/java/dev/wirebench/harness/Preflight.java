package dev.wirebench.harness;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Load;
import dev.wirebench.model.Outcome;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanException;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Target;
import java.net.URI;

/** Before anything is measured: does the target answer correctly on each wire, and can it hold the connections? */
final class Preflight {

    /** As long as this, so that thousands of connections do not send at once. */
    private static final double SECONDS = 0.05;

    private static final double FEW_SECONDS = 0.005;

    /** What has just been started may take longer for its first answer than the plan allows. */
    private static final double MIN_TIMEOUT_SECONDS = 10;

    private final Plan plan;
    private final Target target;
    private final LoadGenerator generator;

    Preflight(Plan plan, Target target, LoadGenerator generator) {
        this.plan = plan;
        this.target = target;
        this.generator = generator;
    }

    /**
     * A connection per worker first: without file descriptors no class could be loaded that only then is needed.
     *
     * @throws PlanException naming the first cell that cannot be measured, and why
     */
    void check() {
        for (Cell cell : plan.cells()) {
            check(cell, plan.workers(), FEW_SECONDS);
            if (cell.isLong()) {
                check(
                        cell,
                        plan.load().stream().mapToInt(Load::connections).max().orElseThrow(),
                        SECONDS);
            }
        }
    }

    private void check(Cell cell, int connections, double seconds) {
        double timeoutSeconds = Math.max(MIN_TIMEOUT_SECONDS, plan.phases().timeoutSeconds());
        Load oneMessageEach = new Load.Open(connections / seconds, Load.Arrivals.CONSTANT, connections);
        BlockSpec spec = new BlockSpec(
                target,
                cell,
                oneMessageEach,
                new Phases(0, seconds, timeoutSeconds, null),
                plan.payloadBytes(),
                plan.workers(),
                plan.idleStrategy(),
                plan.seed());
        judge(cell, connections, generator.run(spec, LoadGenerator.Observer.NONE));
    }

    private void judge(Cell cell, int connections, BlockResult result) {
        Counts counts = result.block().counts();
        URI url = target.url(cell.protocol());
        if (result.block().workers().refusals() > 0) {
            throw new PlanException(
                    "preflight of " + cell.name() + ": this machine has no port or file descriptor left for "
                            + connections + " connections; see ulimit -n and ip_local_port_range");
        }
        if (counts.failures() > 0) {
            Outcome outcome = counts.failed().keySet().iterator().next();
            throw new PlanException("preflight of " + cell.name() + ": " + url + " " + reason(outcome, cell));
        }
        if (counts.answered() < counts.intended()) {
            throw new PlanException("preflight of " + cell.name() + ": " + url + " left "
                    + (counts.intended() - counts.answered()) + " of " + counts.intended()
                    + " messages without an answer for " + MIN_TIMEOUT_SECONDS + " s");
        }
        long opened = result.block().traffic().connections();
        if (cell.isLong() && opened < connections) {
            throw new PlanException("preflight of " + cell.name() + ": " + url + " let " + opened + " of " + connections
                    + " connections be opened");
        }
    }

    private String reason(Outcome outcome, Cell cell) {
        return switch (outcome) {
            case CONNECT_FAILED -> "refuses connections; does it listen there?";
            case HANDSHAKE_REFUSED ->
                "does not agree to a " + (cell.protocol() == Protocol.SOCKETIO ? "Socket.IO" : "WebSocket")
                        + " handshake";
            case WRONG_STATUS ->
                "answers with another status than the expected " + target.http().expectStatus();
            case WRONG_ANSWER -> "does not echo the message; for a service that is no echo, set check: any";
            case MALFORMED ->
                "answers with something that is not " + cell.protocol().label();
            case CLOSED_EARLY, RESET -> "closes the connection instead of answering";
            default -> "fails with " + outcome.label();
        };
    }
}
