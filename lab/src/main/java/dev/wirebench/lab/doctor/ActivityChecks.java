package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.Clocks;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.Processors;
import java.util.List;
import java.util.OptionalDouble;

/** What else goes on: is the machine quiet? Immutable. */
public final class ActivityChecks {

    /** Of all processors, others may use so much without a word: a desktop that is left alone. */
    private static final double QUIET_SHARE = 0.02;

    /** Of the time, so much waiting for memory is more than the odd page. */
    private static final double MEMORY_WAIT_SHARE = 0.01;

    private static final double IO_WAIT_SHARE = 0.1;

    private static final String WHO = "top -b -n 1 -o %CPU | head -15";

    private final MachineActivity sample;
    private final MachineRequirement need;
    private final RunLimits limits;
    private final int processors;
    private final String load;

    public ActivityChecks(KernelFiles files, MachineActivity sample, MachineRequirement need, RunLimits limits) {
        this.sample = sample;
        this.need = need;
        this.limits = limits;
        this.processors = new Processors(files).allowed().size();
        this.load =
                new Clocks(files).loadAverage().map(line -> line.split(" ")[0]).orElse("unknown");
    }

    public List<DoctorFinding> findings() {
        return List.of(others(), steal(), pressure(), pauses());
    }

    /** What the plan leaves is theirs; what they take of the plan's own, workers wait for. */
    private DoctorFinding others() {
        String check = "others";
        OptionalDouble others = sample.othersProcessors(processors);
        if (others.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/stat");
        }
        double used = others.getAsDouble();
        double left = Math.max(0, processors - need.processors());
        String found = text("use %.2f of %d processors; load average %s", used, processors, load);
        boolean isOver = used - left > limits.runWaitShare() * processors;
        boolean isSeen = used > QUIET_SHARE * processors;
        return rated(check, isSeen, isSeen && isOver, found)
                .distorting("workers wait for a processor: run queue, send lag, SATURATED")
                .mendedBy(WHO);
    }

    private DoctorFinding steal() {
        String check = "steal";
        if (sample.use().isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/stat");
        }
        double share = sample.use().get().stealShare();
        String found = text("%.1f %% of the time", 100 * share);
        return rated(check, share > limits.pausesShare() / 2, share > limits.pausesShare(), found)
                .distorting("the host runs others instead: pauses, p99 and above, DISTURBED")
                .advising("another hour, or a host of its own; this machine cannot mend it");
    }

    private DoctorFinding pressure() {
        String check = "pressure";
        OptionalDouble processor = sample.share(sample.waits().processorUs());
        OptionalDouble memory = sample.share(sample.waits().memoryUs());
        OptionalDouble io = sample.share(sample.waits().ioUs());
        if (processor.isEmpty() && memory.isEmpty() && io.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/pressure");
        }
        String found =
                "waits: processor " + percent(processor) + ", memory " + percent(memory) + ", disk " + percent(io);
        if (memory.orElse(0) > MEMORY_WAIT_SHARE) {
            return DoctorFinding.problem(check, found)
                    .distorting("programs stop until memory is found: pauses, DISTURBED")
                    .mendedBy("top -b -n 1 -o %MEM | head -15");
        }
        boolean isBusy = processor.orElse(0) > limits.runWaitShare() || io.orElse(0) > IO_WAIT_SHARE;
        return rated(check, isBusy, false, found)
                .distorting("more wants to run than can: run queue, send lag, SATURATED")
                .mendedBy(WHO);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? text("%.0f %%", 100 * share.getAsDouble()) : "unknown";
    }

    private DoctorFinding pauses() {
        String check = "pauses";
        double share = (double) sample.pauses().sumNs() / sample.timing().elapsedNs();
        long longestNs = sample.pauses().longestNs();
        String found = text(
                "%.1f %% of %.1f s, the longest %.0f ms",
                100 * share, sample.timing().elapsedNs() / 1e9, longestNs / 1e6);
        boolean isNear = share > limits.pausesShare() / 2 || longestNs > limits.longestPauseNs() / 2;
        boolean isOver = share > limits.pausesShare() || longestNs > limits.longestPauseNs();
        return rated(check, isNear, isOver, found)
                .distorting(text(
                        "above %.0f %%, or %.0f ms at a time, a run is DISTURBED",
                        100 * limits.pausesShare(), limits.longestPauseNs() / 1e6))
                .advising("end what else runs; where that is nothing, see steal and virtual");
    }
}
