package dev.wirebench.harness.run;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Before anything is measured: does the target answer correctly on each wire, and can it hold the connections? */
public final class Preflight {

    /** As long as this, so that thousands of connections do not send at once. */
    private static final double SECONDS = 0.05;

    private static final double FEW_SECONDS = 0.005;

    /** What has just been started may take longer for its first answer than the plan allows. */
    private static final double STARTED_TIMEOUT_SECONDS = 10;

    /** A service that was not started for the run is opened no faster than by the plan; a closed load names no rate. */
    private static final double CLOSED_PER_SECOND = 1000;

    /** Unless that took longer than this. */
    private static final double LONGEST_SECONDS = 10;

    private static final long SILENCE_NS = 150_000_000;

    private static final int SHOWN_BYTES = 60;

    private final Plan plan;
    private final Target target;
    private final boolean isStarted;
    private final LoadGenerator generator;
    private final double timeoutSeconds;

    /** @param isStarted whether the target was started for the run */
    public Preflight(Plan plan, Target target, boolean isStarted, LoadGenerator generator) {
        this.plan = plan;
        this.target = target;
        this.isStarted = isStarted;
        this.generator = generator;
        double planned = plan.phases().timeoutSeconds();
        this.timeoutSeconds = isStarted ? Math.max(STARTED_TIMEOUT_SECONDS, planned) : planned;
    }

    /**
     * A connection per worker first: without file descriptors no class could be loaded that only then is needed.
     *
     * @throws PlanException naming the first cell that cannot be measured, and why
     */
    public void check() {
        Set<Protocol> asked = EnumSet.noneOf(Protocol.class);
        for (Cell cell : plan.cells()) {
            check(cell, plan.workers(), FEW_SECONDS);
            if (asked.add(cell.protocol())) {
                requireSilence(cell);
            }
            if (cell.isLong()) {
                check(
                        cell,
                        plan.load().stream().mapToInt(Load::connections).max().orElseThrow(),
                        SECONDS);
            }
        }
    }

    /** @param seconds as long as this, if the target was started for the run */
    private void check(Cell cell, int connections, double seconds) {
        judge(cell, connections, generator.run(block(cell, connections, seconds), LoadGenerator.Observer.NONE));
    }

    /** A message on each of so many connections. */
    BlockSpec block(Cell cell, int connections, double seconds) {
        // Each worker gets a message for each of its connections.
        int messages = (connections + plan.workers() - 1) / plan.workers() * plan.workers();
        double perSecond = isStarted ? messages / seconds : Math.max(perSecond(), messages / LONGEST_SECONDS);
        Load load = new Load.Open(perSecond, Load.Arrivals.CONSTANT, connections);
        return spec(opened(cell), load, messages / perSecond);
    }

    /** Kept connections are opened at once; others when their first message is due, and kept as long as can be said. */
    private Cell opened(Cell cell) {
        return cell.isLong() && !isStarted ? new Cell(cell.protocol(), Cell.MAX_MESSAGES_PER_CONNECTION) : cell;
    }

    private double perSecond() {
        return plan.load().stream()
                .mapToDouble(load -> load instanceof Load.Open open ? open.ratePerSecond() : CLOSED_PER_SECOND)
                .max()
                .orElseThrow();
    }

    private BlockSpec spec(Cell cell, Load load, double seconds) {
        return BlockSpec.of(plan, target, cell, load, new Phases(0, seconds, timeoutSeconds))
                .build();
    }

    /** What a service without a handshake sends to whoever connects is no answer to anybody. */
    private void requireSilence(Cell cell) {
        Protocol protocol = cell.protocol();
        Service service = target.service(protocol);
        if (protocol.hasHandshake()
                || service.check() == Service.Check.ECHO
                || service.answer() != null
                || service.greeting() > 0) {
            return;
        }
        byte[] heard = generator.listen(spec(cell, plan.load().get(0), FEW_SECONDS), SILENCE_NS);
        if (heard.length > 0) {
            throw new PlanException("preflight of " + cell.name() + ": " + service.url() + " sends '" + shown(heard)
                    + "' to a connection that has asked nothing, so it is not taken for an answer"
                    + (protocol.mayServerSpeakFirst()
                            ? "; if answers follow, say how they are told from it: answer or greeting of target."
                                    + protocol.label()
                            : ""));
        }
    }

    private static String shown(byte[] heard) {
        String text = new String(heard, 0, Math.min(heard.length, SHOWN_BYTES), StandardCharsets.UTF_8)
                .replaceAll("[\\r\\n]+$", "")
                .replaceAll("\\P{Print}", ".");
        return text + (heard.length > SHOWN_BYTES ? "..." : "");
    }

    private void judge(Cell cell, int connections, BlockResult result) {
        Counts counts = result.block().counts();
        String url = target.service(cell.protocol()).place();
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
                    + " messages without an answer for " + timeoutSeconds + " s"
                    + (isStarted ? "" : ", the time-out of the plan")
                    + others(cell.protocol(), result.block().events().unasked()));
        }
        long opened = result.block().traffic().connections();
        if (cell.isLong() && opened < connections) {
            throw new PlanException("preflight of " + cell.name() + ": " + url + " let " + opened + " of " + connections
                    + " connections be opened");
        }
    }

    private String others(Protocol protocol, long unasked) {
        int greeting = target.service(protocol).greeting();
        return (greeting == 0
                        ? ""
                        : "; the first " + greeting + " messages of a connection were taken for its greeting")
                + (unasked == 0 ? "" : "; " + unasked + " messages came that are not told to be answers");
    }

    private String reason(Outcome outcome, Cell cell) {
        return switch (outcome) {
            case CONNECT_FAILED -> "refuses connections; does it listen there?";
            case UNREACHABLE -> "cannot be reached: there is no way to that address";
            case HANDSHAKE_REFUSED -> "does not agree to a " + cell.protocol().title() + " handshake";
            case WRONG_STATUS ->
                "answers with another status than the expected "
                        + target.service(HttpService.class).expectStatus();
            case WRONG_ANSWER -> "does not echo the message; for a service that is no echo, set check: any";
            case MALFORMED ->
                "answers with something that is not " + cell.protocol().label();
            case CLOSED_EARLY, RESET -> "closes the connection instead of answering";
            default -> "fails with " + outcome.label();
        };
    }
}
