package dev.wirebench.benchmark.peer;

import dev.wirebench.benchmark.tool.LoadTool;
import dev.wirebench.benchmark.tool.ToolLoad;
import dev.wirebench.lab.truth.ClosedForm;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.plan.TargetScript;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plan of {@code plans/truth/}, as posed to other tools. Immutable.
 *
 * @param schedule {@code T1} to {@code T9}
 */
record TruthQuestion(String schedule, Path file, Plan plan) {

    /** Rate-limited tools stay far below this multiple of the plan's messages. */
    private static final int MAX_MESSAGES_FACTOR = 10;

    /** @throws dev.wirebench.model.text.PlanException if the directory has no such plan */
    static TruthQuestion read(Path directory, String schedule) {
        Path file = directory.resolve(schedule + ".yaml");
        return new TruthQuestion(schedule, file, PlanFile.read(file));
    }

    Load.Open load() {
        return (Load.Open) plan.load().get(0);
    }

    /** No tool supports random arrivals. */
    boolean isSupported() {
        return load().arrivals() != Load.Arrivals.POISSON;
    }

    /** A GET at the plan's rate if the tool supports rates, or else a closed loop. */
    ToolLoad toolLoad(URI url, LoadTool tool) {
        double perSecond = load().ratePerSecond();
        return new ToolLoad(
                url,
                Optional.empty(),
                false,
                connections(tool),
                tool.supportsRate() ? OptionalDouble.of(perSecond) : OptionalDouble.empty(),
                seconds(),
                timeoutSeconds(),
                MAX_MESSAGES_FACTOR * Math.round(perSecond * seconds()));
    }

    /** Description of the load that a tool is given. */
    String describe(LoadTool tool) {
        int connections = connections(tool);
        return (tool.supportsRate() ? load().label() : "closed") + ", " + connections + " connection"
                + (connections == 1 ? "" : "s");
    }

    /** Without a rate, the plan's connections would produce many times the plan's load. */
    int connections(LoadTool tool) {
        return tool.supportsRate() ? load().connections() : closedConnections();
    }

    /** Length of the measurement, rounded up, because no tool accepts fractions. */
    long seconds() {
        return (long) Math.ceil(plan.phases().measurementSeconds());
    }

    /** Rounded up, for the same reason. */
    long timeoutSeconds() {
        return (long) Math.ceil(plan.phases().timeoutSeconds());
    }

    /**
     * Connections for which a closed loop approximates the plan's rate: L = lambda W (Little's law), W being the mean service
     * time in the target; at least 1, and never more than the plan has.
     */
    int closedConnections() {
        double busy = load().ratePerSecond() * meanMs(plan.script().service()) / 1e3;
        return Math.max(1, Math.min(load().connections(), (int) Math.ceil(busy)));
    }

    /** Nanoseconds; infinite if the message is never answered, empty for the maximum of an unbounded distribution. */
    OptionalDouble expectedNs(double percentile) {
        return ClosedForm.of(plan).responseNs(percentile);
    }

    private static double meanMs(TargetScript.Service service) {
        if (service instanceof TargetScript.Constant constant) {
            return constant.ms();
        }
        if (service instanceof TargetScript.Exponential exponential) {
            return exponential.meanMs();
        }
        double sumMs = 0;
        long messages = 0;
        for (TargetScript.Step step : ((TargetScript.Table) service).steps()) {
            sumMs += step.messages() * step.ms();
            messages += step.messages();
        }
        return sumMs / messages;
    }
}
