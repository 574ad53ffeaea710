package dev.wirebench.report.say;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What a scripted target did, in a sentence; its answers' times are made up. */
public final class ScriptText {

    private static final double NS_PER_MS = 1e6;

    private ScriptText() {}

    /** Empty where the target was not scripted. */
    public static Optional<String> of(Run run, Units units) {
        return Optional.ofNullable(run.record().plan().script()).map(script -> of(script, units));
    }

    static String of(TargetScript script, Units units) {
        List<String> parts = new ArrayList<>();
        parts.add(service(script.service(), units));
        parts.add(
                switch (script.server()) {
                    case PARALLEL -> "it works on all messages at once";
                    case FIFO -> "it works on one message at a time, in the order of receipt";
                });
        if (script.stall() != null) {
            parts.add("in the last " + units.time(script.stall().forNs()) + " of every "
                    + units.time(script.stall().everyNs()) + " it does nothing");
        }
        if (script.unansweredEvery() != null) {
            parts.add(
                    script.unansweredEvery() == 1
                            ? "it answers no message"
                            : "of every " + units.count(script.unansweredEvery())
                                    + " messages it leaves one unanswered");
        }
        return "The target was scripted: " + String.join("; ", parts) + ".";
    }

    private static String service(TargetScript.Service service, Units units) {
        if (service instanceof TargetScript.Constant constant) {
            return "each message takes " + ms(constant.ms(), units);
        }
        if (service instanceof TargetScript.Exponential exponential) {
            return "each message takes " + ms(exponential.meanMs(), units)
                    + " on average, exponentially distributed (seed " + exponential.seed() + ")";
        }
        StringJoiner steps = new StringJoiner(", then ", "messages take, in turn, ", "");
        for (TargetScript.Step step : ((TargetScript.Table) service).steps()) {
            steps.add(ms(step.ms(), units) + " (" + units.count(step.messages())
                    + (step.messages() == 1 ? " message)" : " messages)"));
        }
        return steps.toString();
    }

    private static String ms(double ms, Units units) {
        return ms == 0 ? "no time" : units.time(ms * NS_PER_MS);
    }
}
