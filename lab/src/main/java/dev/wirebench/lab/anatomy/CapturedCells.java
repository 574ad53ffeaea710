package dev.wirebench.lab.anatomy;

import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.loadgen.Wires;
import dev.wirebench.loadgen.socket.ObservedSockets;
import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.anatomy.ConnectionCapture;
import dev.wirebench.report.anatomy.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sends a message or two in the way of a cell, with the generator that measures, and takes down what its sockets were
 * given and gave. Confined to one thread.
 */
final class CapturedCells {

    private static final long SEED = 1;

    /** Between two messages: enough for the answer to the first on most machines; if not, the second waits for it. */
    private static final double GAP_SECONDS = 0.01;

    private final int payloadBytes;
    private final double timeoutSeconds;

    CapturedCells(int payloadBytes, double timeoutSeconds) {
        this.payloadBytes = payloadBytes;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** A block of one or two messages, and what went over its connections. */
    record Taped(BlockResult result, List<Exchange> exchanges) {}

    /** How many messages a cell is shown with: two, where its connections carry as many. */
    static int messages(Cell cell) {
        return (int) Math.min(2, cell.messagesPerConnection());
    }

    Taped send(Cell cell, Target target) {
        return send(cell, target, cell.name(), purpose(cell));
    }

    /**
     * One exchange, unless the target closes connections that were to be kept.
     *
     * @throws PlanException if no connection stood
     */
    Taped send(Cell cell, Target target, String name, String purpose) {
        CaptureObserver rack = new CaptureObserver();
        LoadGenerator generator =
                new LoadGenerator(Clock.SYSTEM, ObservedSockets.opener(SocketKind.ofThisMachine(), rack));
        BlockResult result = generator.run(block(cell, target), LoadGenerator.Observer.NONE);
        List<ConnectionCapture> tapes = rack.tapes();
        if (tapes.isEmpty()) {
            throw new PlanException(
                    name + ": " + target.service(cell.protocol()).place() + " refuses connections");
        }
        String outcome = outcome(result.block().counts());
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < tapes.size(); i++) {
            String suffix = i == 0 ? "" : "-connection-" + (i + 1);
            exchanges.add(Exchange.of(label(cell, target, name + suffix, purpose), tapes.get(i), outcome));
        }
        return new Taped(result, exchanges);
    }

    private BlockSpec block(Cell cell, Target target) {
        return BlockSpec.builder(
                        target,
                        cell,
                        new Load.Open(1 / GAP_SECONDS, Load.Arrivals.CONSTANT, 1),
                        new Phases(0, messages(cell) * GAP_SECONDS, timeoutSeconds))
                .payloadBytes(payloadBytes)
                .idleStrategy(IdleStrategy.SLEEP)
                .seed(SEED)
                .build();
    }

    private Exchange.Label label(Cell cell, Target target, String name, String purpose) {
        Service service = target.service(cell.protocol());
        Framing framing = service instanceof RawService raw ? raw.framing() : null;
        int sentBytes = Wires.payload(service, payloadBytes, SEED).bytes();
        return new Exchange.Label(name, purpose, cell.protocol(), framing, sentBytes);
    }

    private static String purpose(Cell cell) {
        return messages(cell) == 1
                ? "One message, on a connection of its own."
                : "Two messages, one after the other, on the same connection.";
    }

    private static String outcome(Counts counts) {
        if (counts.answered() == counts.intended()) {
            return counts.answered() == 1 ? "answered" : "all " + counts.answered() + " answered";
        }
        String failed = counts.failed().keySet().stream()
                .map(each -> each.label() + ", ")
                .collect(Collectors.joining());
        return failed + (counts.timedOut() + counts.unfinished() > 0 ? "no answer, " : "") + counts.answered() + " of "
                + counts.intended() + " answered";
    }
}
