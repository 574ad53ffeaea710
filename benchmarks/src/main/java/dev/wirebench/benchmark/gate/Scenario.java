package dev.wirebench.benchmark.gate;

import dev.wirebench.model.Baseline;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Gate;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Script;
import dev.wirebench.model.Target;
import java.util.List;

/**
 * Something about which gates decide, with the truth known. Immutable.
 *
 * @param perExperiment decisions that are taken about the same two processes
 */
public record Scenario(String name, String truth, Plan plan, int perExperiment) {

    /** As many as leave a target that is told when to answer some sleep, where it shares two processors. */
    private static final double RATE_PER_SECOND = 2_000;

    private static final Load OPEN = new Load.Open(RATE_PER_SECOND, Load.Arrivals.CONSTANT, 64);

    private static final Load CLOSED = new Load.Closed(32);

    private static final double THROUGHPUT_SECONDS = 0.25;

    private static final String THROUGHPUT = "throughput not worse, 5 % matters";

    /** What a target is told to do that takes as long as many services take; an echo of 30 us is mostly noise. */
    public static final Script STEADY = constant(20, Script.Server.PARALLEL);

    /**
     * The same process twice: whatever differs is noise.
     *
     * @param steady does as {@link #STEADY} says
     */
    public static Scenario same(Target steady, String percentile, int perExperiment) {
        Baseline itself = new Baseline(steady, null);
        return new Scenario(
                "same process, " + percentile, "no change", latency(steady, null, itself, percentile), perExperiment);
    }

    /** As {@link #same(Target, String, int)}, of throughput. */
    public static Scenario same(Target echo, int perExperiment) {
        Baseline itself = new Baseline(echo, null);
        return new Scenario("same process, throughput", "no change", throughput(echo, null, itself), perExperiment);
    }

    /** Two processes of the same build, newly started for each decision. */
    public static Scenario rebuilt() {
        Plan plan = throughput(null, null, new Baseline(null, null));
        return new Scenario("two processes, throughput", "same build", plan, 1);
    }

    /** Every answer takes so much longer that percentiles grow by a tenth. */
    public static Scenario slower(String percentile, int perExperiment) {
        Baseline faster = new Baseline(null, STEADY);
        Script script = constant(22, Script.Server.PARALLEL);
        return new Scenario(
                "slower, " + percentile,
                "22 ms instead of 20 ms",
                latency(null, script, faster, percentile),
                perExperiment);
    }

    /** A server that works on one message after the other, and takes a twentieth longer. */
    public static Scenario less(int perExperiment) {
        Baseline faster = new Baseline(null, constant(0.2, Script.Server.FIFO));
        Script script = constant(0.2 / 0.95, Script.Server.FIFO);
        return new Scenario("less, throughput", "-5 %", throughput(null, script, faster), perExperiment);
    }

    private static Plan latency(Target target, Script script, Baseline baseline, String percentile) {
        Gate gate = Gate.of(percentile + " not worse, 10 % matters");
        double seconds = gate.rule().subject().metric().messagesPerSlot() / RATE_PER_SECOND;
        return plan(target, script, baseline, OPEN, gate, seconds);
    }

    private static Plan throughput(Target target, Script script, Baseline baseline) {
        return plan(target, script, baseline, CLOSED, Gate.of(THROUGHPUT), THROUGHPUT_SECONDS);
    }

    private static Script constant(double ms, Script.Server server) {
        return new Script(new Script.Constant(ms), server, null, null);
    }

    private static Plan plan(Target target, Script script, Baseline baseline, Load load, Gate gate, double seconds) {
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
