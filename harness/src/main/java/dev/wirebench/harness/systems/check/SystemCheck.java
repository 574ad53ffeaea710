package dev.wirebench.harness.systems.check;

import dev.wirebench.harness.process.ProcessMemory;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * Asks a system everything that its wires are to do. Immutable.
 *
 * @param checks in the order of asking
 * @param idleConnections how many were held for the memory; 0 where it was not measured
 * @param bytesPerIdleConnection {@link ResourceUsage#UNKNOWN} where it was not measured
 */
public record SystemCheck(List<SystemRecord.Check> checks, int idleConnections, long bytesPerIdleConnection) {

    /** The questions without which there is nothing to be measured. */
    private static final Set<String> ECHOES = Set.of("text", "binary", "post", "echo");

    private static final String CONNECTIONS = "connections";

    /** What is told of more than these would be no different. */
    private static final int MAX_IDLE = 1000;

    /** So long the first echo is tried: a proxy may accept connections before it has found what stands behind it. */
    private static final long FIRST_NS = 5_000_000_000L;

    private static final long FIRST_PAUSE_NS = 250_000_000;

    public SystemCheck {
        checks = List.copyOf(checks);
    }

    /** @param connections that the plan needs at once */
    public static SystemCheck of(SystemEndpoint subject, int connections) throws Exception {
        WebSocketClient client = new WebSocketClient();
        client.setMaxTextMessageSize(-1);
        client.setMaxBinaryMessageSize(-1);
        client.start();
        try {
            return ask(subject, Math.min(MAX_IDLE, connections), client);
        } finally {
            client.stop();
        }
    }

    private static SystemCheck ask(SystemEndpoint subject, int connections, WebSocketClient client)
            throws InterruptedException {
        AtomicLong bytes = new AtomicLong(ResourceUsage.UNKNOWN);
        List<SystemRecord.Check> checks = new ArrayList<>();
        List<AskedWire> asked = Stream.of(AskedWire.values())
                .filter(wire -> subject.addresses().containsKey(wire.protocol()))
                .toList();
        for (AskedWire wire : asked) {
            URI uri = subject.addresses().get(wire.protocol());
            List<ConformanceCheck> questions = new ArrayList<>(wire.questions(client, uri, subject.maxMessageBytes()));
            questions.stream()
                    .filter(question -> !isUnable(question, subject.cannot()))
                    .findFirst()
                    .ifPresent(SystemCheck::awaitFirst);
            questions.add(ConformanceCheck.required(CONNECTIONS, () -> {
                long perConnection = hold(wire, uri, connections, subject);
                if (wire == asked.get(0)) {
                    bytes.set(perConnection);
                }
            }));
            for (ConformanceCheck question : questions) {
                checks.add(result(wire.protocol(), question, subject.cannot()));
            }
        }
        boolean isMeasured = bytes.get() != ResourceUsage.UNKNOWN;
        return new SystemCheck(checks, isMeasured ? connections : 0, bytes.get());
    }

    private static void awaitFirst(ConformanceCheck question) {
        long deadlineNs = System.nanoTime() + FIRST_NS;
        while (System.nanoTime() < deadlineNs) {
            try {
                question.attempt().run();
                return;
            } catch (Exception e) {
                // It is asked once more, and then for the record.
                LockSupport.parkNanos(FIRST_PAUSE_NS);
            }
        }
    }

    private static long hold(AskedWire wire, URI uri, int connections, SystemEndpoint subject) throws Exception {
        ProcessMemory before = ProcessMemory.of(subject.processes());
        try (IdleConnections idle = IdleConnections.open(wire, uri, connections)) {
            ProcessMemory held = ProcessMemory.of(subject.processes());
            boolean isKnown = held.kind() != ProcessMemory.Kind.UNKNOWN && held.kind() == before.kind();
            return isKnown ? Math.max(0, held.bytes() - before.bytes()) / idle.count() : ResourceUsage.UNKNOWN;
        }
    }

    private static boolean isUnable(ConformanceCheck question, Set<String> cannot) {
        return question.isOptional() && cannot.contains(question.what());
    }

    private static SystemRecord.Check result(Protocol protocol, ConformanceCheck question, Set<String> cannot)
            throws InterruptedException {
        boolean isUnable = isUnable(question, cannot);
        try {
            question.attempt().run();
            String detail = isUnable ? "works, although it is said to be unable to" : "";
            return new SystemRecord.Check(protocol, question.what(), SystemRecord.Result.PASSED, detail);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new SystemRecord.Check(
                    protocol,
                    question.what(),
                    isUnable ? SystemRecord.Result.UNABLE : SystemRecord.Result.FAILED,
                    detail(e));
        }
    }

    private static String detail(Exception e) {
        return Reason.of(e).lines().findFirst().orElse("");
    }

    /** Why nothing can be measured on a wire: the first echo that failed. */
    public Optional<SystemRecord.Check> refusal() {
        return checks.stream()
                .filter(check -> check.result() == SystemRecord.Result.FAILED && ECHOES.contains(check.what()))
                .findFirst();
    }
}
