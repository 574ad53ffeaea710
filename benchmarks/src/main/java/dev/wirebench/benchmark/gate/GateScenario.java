package dev.wirebench.benchmark.gate;

import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.plan.TargetScript;
import java.util.List;

/**
 * A gate decision with a known correct outcome. Immutable.
 *
 * @param perSession decisions taken on the same two processes
 */
public record GateScenario(String name, String truth, Plan plan, int perSession) {

    /** Low enough for a scripted target to sleep at times when it shares two processors. */
    private static final double RATE_PER_SECOND = 2_000;

    private static final Load OPEN = new Load.Open(RATE_PER_SECOND, Load.Arrivals.CONSTANT, 64);

    private static final Load CLOSED = new Load.Closed(32);

    private static final double THROUGHPUT_SECONDS = 0.25;

    private static final String THROUGHPUT = "throughput not worse, 5 % matters";

    /** Script with a realistic service time; an echo of 30 us is mostly noise. */
    public static final TargetScript STEADY = constant(20, TargetScript.Server.PARALLEL);

    /**
     * The same process twice, so that any difference is noise.
     *
     * @param steady target that follows {@link #STEADY}
     */
    public static GateScenario same(Target steady, String percentile, int perSession) {
        Baseline itself = new Baseline(steady, null);
        return new GateScenario(
                "same process, " + percentile, "no change", latency(steady, null, itself, percentile), perSession);
    }

    /** The same for throughput. */
    public static GateScenario same(Target echo, int perSession) {
        Baseline itself = new Baseline(echo, null);
        return new GateScenario("same process, throughput", "no change", throughput(echo, null, itself), perSession);
    }

    /** Two processes of the same build, restarted for each decision. */
    public static GateScenario rebuilt() {
        Plan plan = throughput(null, null, new Baseline(null, null));
        return new GateScenario("two processes, throughput", "same build", plan, 1);
    }

    /** Every answer takes longer, so that percentiles grow by 10 %. */
    public static GateScenario slower(String percentile, int perSession) {
        Baseline faster = new Baseline(null, STEADY);
        TargetScript script = constant(22, TargetScript.Server.PARALLEL);
        return new GateScenario(
                "slower, " + percentile,
                "22 ms instead of 20 ms",
                latency(null, script, faster, percentile),
                perSession);
    }

    /** A server that handles one message at a time and takes 5 % longer. */
    public static GateScenario less(int perSession) {
        Baseline faster = new Baseline(null, constant(0.2, TargetScript.Server.FIFO));
        TargetScript script = constant(0.2 / 0.95, TargetScript.Server.FIFO);
        return new GateScenario("less, throughput", "-5 %", throughput(null, script, faster), perSession);
    }

    private static Plan latency(Target target, TargetScript script, Baseline baseline, String percentile) {
        Gate gate = Gate.of(percentile + " not worse, 10 % matters");
        double seconds = gate.rule().subject().metric().messagesPerSlot() / RATE_PER_SECOND;
        return plan(target, script, baseline, OPEN, gate, seconds);
    }

    private static Plan throughput(Target target, TargetScript script, Baseline baseline) {
        return plan(target, script, baseline, CLOSED, Gate.of(THROUGHPUT), THROUGHPUT_SECONDS);
    }

    private static TargetScript constant(double ms, TargetScript.Server server) {
        return new TargetScript(new TargetScript.Constant(ms), server, null, null);
    }

    private static Plan plan(
            Target target, TargetScript script, Baseline baseline, Load load, Gate gate, double seconds) {
        return new Plan(
                "gates",
                target,
                script,
                null,
                List.of(Cell.parse("http-long")),
                List.of(load),
                null,
                new Phases(0.05, seconds, 1.0, null),
                null,
                null,
                null,
                null,
                null,
                List.of(gate),
                baseline,
                null,
                null,
                null);
    }
}
