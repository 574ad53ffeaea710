package dev.wirebench.benchmark.gate;

import dev.wirebench.model.plan.Baseline;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanBuilder;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.service.Target;

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
    public static final TargetScript STEADY = TargetScript.parallel(new TargetScript.Constant(20));

    /**
     * The same process twice, so that any difference is noise.
     *
     * @param steady target that follows {@link #STEADY}
     */
    public static GateScenario same(Target steady, String percentile, int perSession) {
        return new GateScenario(
                "same process, " + percentile,
                "no change",
                latency(percentile).target(steady).baseline(Baseline.of(steady)).build(),
                perSession);
    }

    /** The same for throughput. */
    public static GateScenario same(Target echo, int perSession) {
        return new GateScenario(
                "same process, throughput",
                "no change",
                throughput().target(echo).baseline(Baseline.of(echo)).build(),
                perSession);
    }

    /** Two processes of the same build, restarted for each decision. */
    public static GateScenario rebuilt() {
        Plan plan = throughput().baseline(Baseline.EMBEDDED).build();
        return new GateScenario("two processes, throughput", "same build", plan, 1);
    }

    /** Every answer takes longer, so that percentiles grow by 10 %. */
    public static GateScenario slower(String percentile, int perSession) {
        TargetScript script = TargetScript.parallel(new TargetScript.Constant(22));
        return new GateScenario(
                "slower, " + percentile,
                "22 ms instead of 20 ms",
                latency(percentile).script(script).baseline(Baseline.of(STEADY)).build(),
                perSession);
    }

    /** A server that handles one message at a time and takes 5 % longer. */
    public static GateScenario less(int perSession) {
        Baseline faster = Baseline.of(TargetScript.fifo(new TargetScript.Constant(0.2)));
        TargetScript script = TargetScript.fifo(new TargetScript.Constant(0.2 / 0.95));
        return new GateScenario(
                "less, throughput",
                "-5 %",
                throughput().script(script).baseline(faster).build(),
                perSession);
    }

    private static PlanBuilder latency(String percentile) {
        Gate gate = Gate.of(percentile + " not worse, 10 % matters");
        return plan(OPEN, gate, gate.rule().subject().metric().messagesPerSlot() / RATE_PER_SECOND);
    }

    private static PlanBuilder throughput() {
        return plan(CLOSED, Gate.of(THROUGHPUT), THROUGHPUT_SECONDS);
    }

    private static PlanBuilder plan(Load load, Gate gate, double seconds) {
        return Plan.named("gates")
                .cells(Cell.parse("http-long"))
                .load(load)
                .phases(new Phases(0.05, seconds, 1))
                .gates(gate);
    }
}
