package dev.wirebench.benchmark.peer;

import dev.wirebench.analysis.truth.ClosedForm;
import dev.wirebench.model.Load;
import dev.wirebench.model.Plan;
import dev.wirebench.model.PlanFile;
import dev.wirebench.model.Script;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * A schedule of {@code plans/truth/}, as tools are asked it. Immutable.
 *
 * @param schedule {@code T1} to {@code T9}
 */
public record Question(String schedule, Path file, Plan plan) {

    /** @throws dev.wirebench.model.PlanException if the folder has no such plan */
    public static Question read(Path folder, String schedule) {
        Path file = folder.resolve(schedule + ".yaml");
        return new Question(schedule, file, PlanFile.read(file));
    }

    public Load.Open load() {
        return (Load.Open) plan.load().get(0);
    }

    public boolean isPoisson() {
        return load().arrivals() == Load.Arrivals.POISSON;
    }

    /** Of the measurement; no tool takes fractions. */
    public long seconds() {
        return (long) Math.ceil(plan.phases().measurementSeconds());
    }

    /** No tool takes fractions of it either. */
    public long timeoutSeconds() {
        return (long) Math.ceil(plan.phases().timeoutSeconds());
    }

    /**
     * How many connections of a closed loop come to about the plan's rate: L = lambda W (Little), with W the mean service
     * time; at least 1, and never more than the plan has.
     */
    public int closedConnections() {
        double busy = load().ratePerSecond() * meanMs(plan.script().service()) / 1e3;
        return Math.max(1, Math.min(load().connections(), (int) Math.ceil(busy)));
    }

    /** Nanoseconds; infinite where a message is never answered, empty where no value is the largest. */
    OptionalDouble expectedNs(double percentile) {
        return ClosedForm.of(plan).responseNs(percentile);
    }

    private static double meanMs(Script.Service service) {
        if (service instanceof Script.Constant constant) {
            return constant.ms();
        }
        if (service instanceof Script.Exponential exponential) {
            return exponential.meanMs();
        }
        double sumMs = 0;
        long messages = 0;
        for (Script.Step step : ((Script.Table) service).steps()) {
            sumMs += step.messages() * step.ms();
            messages += step.messages();
        }
        return sumMs / messages;
    }
}
