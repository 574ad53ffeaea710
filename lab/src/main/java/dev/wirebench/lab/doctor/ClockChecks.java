package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.Clocks;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.loadgen.IdleParameters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Is the clock cheap and fine enough, and are sleepers woken in time? Immutable. */
public final class ClockChecks {

    /** Read without a call into the kernel a clock costs 20 to 60 ns. */
    private static final double CHEAP_NS = 100;

    /** From here on two readings a message are a tenth of the shortest round trip. */
    private static final double DEAR_NS = 500;

    private static final long COARSE_NS = 1_000;

    /** What Linux gives to ordinary processes. */
    private static final long USUAL_SLACK_NS = 50_000;

    private static final String FASTEST = "tsc";

    private final Clocks clocks;
    private final MachineActivity.Timing timing;
    private final MachineRequirement need;
    private final RunLimits limits;

    public ClockChecks(KernelFiles files, MachineActivity sample, MachineRequirement need, RunLimits limits) {
        this.clocks = new Clocks(files);
        this.timing = sample.timing();
        this.need = need;
        this.limits = limits;
    }

    public List<DoctorFinding> findings() {
        return List.of(clock(), sleep(), slack());
    }

    /** Measured, whatever its name is. */
    private DoctorFinding clock() {
        String check = "clock";
        ClockCost cost = timing.clock();
        Optional<String> source = clocks.source();
        String found = source.map(ClockChecks::cut).orElse("source unknown")
                + text("; %,.0f ns a reading, ", cost.costNs())
                + (cost.granularityNs() == Long.MAX_VALUE ? "no steps" : text("steps of %,d", cost.granularityNs()));
        boolean isPoor = cost.costNs() > CHEAP_NS || cost.granularityNs() > COARSE_NS;
        boolean isBad = cost.costNs() > DEAR_NS || cost.granularityNs() > limits.generatorLagNs();
        DoctorFinding finding = rated(check, isPoor, isBad, found)
                .distorting("every time that is printed, and the generator's CPU per message");
        boolean isSlowest = clocks.sources().contains(FASTEST) && !source.equals(Optional.of(FASTEST));
        return isSlowest
                ? finding.mendedBy("echo tsc | sudo tee /sys/bus/clocksource/devices/*/current_clocksource")
                : finding.advising("another machine: this one offers no better clock");
    }

    /** Whoever sleeps until shortly before a send is late only by what goes beyond that. */
    private DoctorFinding sleep() {
        String check = "sleep";
        IdleParameters waiting = IdleParameters.of(need.idleStrategy());
        MachineActivity.Wakings wakings = timing.wakings();
        String found = text(
                "p99 %.0f us late, p50 %.0f; 1 ms: %.0f, poll: %.0f",
                wakings.shortSleep().p99Ns() / 1e3,
                wakings.shortSleep().medianNs() / 1e3,
                wakings.longSleep().p99Ns() / 1e3,
                wakings.poll().p99Ns() / 1e3);
        long p99Ns = Math.max(wakings.shortSleep().p99Ns(), wakings.longSleep().p99Ns());
        boolean isNear = waiting.sleeps() && p99Ns > waiting.leadNs() + limits.generatorLagNs() / 2;
        boolean isOver = isNear && p99Ns > waiting.leadNs() + limits.generatorLagNs();
        return rated(check, isNear, isOver, found)
                .distorting(text(
                        "sends are late: above %.2f ms at p99 a run is SATURATED",
                        (waiting.leadNs() + limits.generatorLagNs()) / 1e6))
                .advising("a quiet machine; or idleStrategy: spin, with a processor a worker");
    }

    private DoctorFinding slack() {
        String check = "timer slack";
        OptionalLong slackNs = clocks.timerSlackNs();
        if (slackNs.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/self/timerslack_ns");
        }
        String found = text("%,d us", slackNs.getAsLong() / 1000);
        return rated(check, slackNs.getAsLong() > USUAL_SLACK_NS, false, found)
                .distorting("sleepers are woken so much later: send lag at low rates")
                .mendedBy("echo " + USUAL_SLACK_NS + " > /proc/$$/timerslack_ns");
    }

    private static String cut(String source) {
        return source.substring(0, Math.min(source.length(), 20));
    }
}
