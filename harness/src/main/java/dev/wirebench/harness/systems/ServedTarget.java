package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a side puts its load on: the plan's target, the embedded ones, or a system. Immutable.
 *
 * @param processes the target's, where they are known
 * @param backend the embedded targets behind a proxy, or none
 * @param isEmbedded whether these are the embedded targets, which have a raw echo
 * @param isStarted whether it was started for this run
 * @param loss told whom to call, with the reason, if it ends before it is ended
 * @param end ends it, if it was started
 */
public record ServedTarget(
        Target target,
        ProcessSet processes,
        ProcessSet backend,
        boolean isEmbedded,
        boolean isStarted,
        Consumer<Consumer<String>> loss,
        Runnable end) {

    /** The plan's own target; nothing is started. */
    public static ServedTarget named(Plan plan) {
        return new ServedTarget(
                plan.target(),
                ServiceProcess.find(plan.target(), plan.cells()),
                ProcessSet.NONE,
                false,
                false,
                onLoss -> {},
                () -> {});
    }

    /**
     * Starts the embedded targets.
     *
     * @param folder takes their logs
     * @throws PlanException if they do not serve a cell
     */
    public static ServedTarget embedded(Plan plan, Path folder) throws IOException {
        requireEmbedded(plan.cells());
        return embedded(TargetProcess.start(folder, plan.script()), false);
    }

    private static void requireEmbedded(List<Cell> cells) {
        for (Cell cell : cells) {
            if (!Protocol.EMBEDDED.contains(cell.protocol())) {
                String label = cell.protocol().label();
                throw new PlanException("cell " + cell.name() + ": the embedded targets do not serve " + label
                        + "; name a service under target." + label + ", or measure targets/external/" + label
                        + " with --target " + label);
            }
        }
    }

    /** Starts the embedded targets as one system among others: their memory is counted as that of the others. */
    static ServedTarget embeddedSystem(Path folder) throws IOException {
        return embedded(TargetProcess.start(folder), true);
    }

    private static ServedTarget embedded(TargetProcess targets, boolean isSystem) {
        long pid = targets.endpoints().pid();
        return new ServedTarget(
                targets.endpoints().toTarget(),
                isSystem ? ProcessSet.trees(List.of(pid)) : ProcessSet.of(pid),
                ProcessSet.NONE,
                true,
                true,
                targets::onLoss,
                targets::close);
    }

    /** @param backend the embedded targets behind it, or none */
    static ServedTarget of(RunningSystem system, ProcessSet backend) {
        return new ServedTarget(
                target(system), system.processes(), backend, false, true, system::onLoss, system::close);
    }

    /** As a plan would name its addresses. */
    private static Target target(RunningSystem system) {
        boolean isTextOnly = system.system().description().cannot().contains("binary");
        return Target.of(Stream.of(Protocol.values())
                .filter(protocol -> system.addresses().containsKey(protocol))
                .map(protocol -> protocol.at(system.addresses().get(protocol)))
                .map(service -> isTextOnly && service instanceof WebSocketService webSocket
                        ? webSocket.withMessage(WebSocketService.MessageType.TEXT)
                        : service)
                .toArray(dev.wirebench.model.service.Service[]::new));
    }
}
