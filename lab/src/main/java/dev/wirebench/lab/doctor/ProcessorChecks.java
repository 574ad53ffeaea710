package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.ControlGroup;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.Processors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Are there enough processors, and do they run at one speed? Immutable. */
public final class ProcessorChecks {

    private static final String SHARED = "generator and target take turns: send lag, run queue, SATURATED";

    private final Processors processors;
    private final ControlGroup group;
    private final MachineRequirement need;

    public ProcessorChecks(KernelFiles files, MachineRequirement need) {
        this.processors = new Processors(files);
        this.group = new ControlGroup(files);
        this.need = need;
    }

    public List<DoctorFinding> findings() {
        return List.of(count(), quota(), cores(), governor(), turbo(), virtual());
    }

    private DoctorFinding count() {
        String check = "processors";
        int allowed = processors.allowed().size();
        int online = processors.online().size();
        if (allowed == 0) {
            return DoctorFinding.unknown(check, "/proc/self/status");
        }
        String found = (online > allowed ? allowed + " of " + online : "" + allowed) + "; the plan takes "
                + need.processors() + ": " + takers();
        boolean isTooFew = allowed < need.processors();
        DoctorFinding finding = rated(check, allowed == need.processors(), isTooFew, found)
                .distorting(isTooFew ? SHARED : "the compiler and all others interrupt them: p99 and above");
        if (online > allowed) {
            return finding.mendedBy("taskset -cp " + ranges(processors.online()) + " $$");
        }
        boolean isSeveral = need.workers() > 1;
        return finding.advising((isSeveral ? "fewer workers, or " : "") + "a machine with more "
                + (isSeveral ? "processors" : "of them"));
    }

    private String takers() {
        String workers = need.workers() + (need.workers() == 1 ? " worker" : " workers");
        return need.isHere() ? workers + ", target" : workers;
    }

    private DoctorFinding quota() {
        String check = "quota";
        OptionalDouble quota = group.quota();
        if (quota.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/self/cgroup");
        }
        if (Double.isInfinite(quota.getAsDouble())) {
            return DoctorFinding.ok(check, "none");
        }
        String found = text("%.2f processors' worth, used up %,d times", quota.getAsDouble(), group.throttled());
        return rated(check, true, quota.getAsDouble() < need.processors(), found)
                .distorting("when it is used up all stands still, for up to 0.1 s: p99, DISTURBED")
                .advising("start the container without --cpus; on Kubernetes, no CPU limit");
    }

    private DoctorFinding cores() {
        String check = "cores";
        OptionalInt cores = processors.cores();
        if (cores.isEmpty()) {
            return DoctorFinding.unknown(check, "/sys/devices/system/cpu/cpu*/topology");
        }
        int allowed = processors.allowed().size();
        String found = allowed
                + (allowed == 1 ? " processor on " : " processors on ")
                + cores.getAsInt()
                + (cores.getAsInt() == 1 ? " core" : " cores");
        boolean isShared = cores.getAsInt() < need.processors() && cores.getAsInt() < allowed;
        return rated(check, isShared, false, found)
                .distorting("hyper-threads slow each other down: CPU per message, throughput")
                .advising("compare within a run only, or take a machine with more cores");
    }

    private DoctorFinding governor() {
        String check = "governor";
        SortedSet<String> governors = new TreeSet<>();
        processors.allowed().forEach(processor -> processors.governor(processor).ifPresent(governors::add));
        if (governors.isEmpty()) {
            return DoctorFinding.unknown(check, "/sys/devices/system/cpu/cpu0/cpufreq");
        }
        String found = String.join(", ", governors);
        return rated(check, !found.equals("performance"), false, found)
                .distorting("slow to speed up after a pause: low rates look slower than high ones")
                .mendedBy("sudo cpupower frequency-set -g performance");
    }

    private DoctorFinding turbo() {
        String check = "turbo";
        Optional<Boolean> isOn = processors.isTurboOn();
        if (isOn.isEmpty()) {
            return DoctorFinding.unknown(check, "/sys/devices/system/cpu/cpufreq/boost");
        }
        return rated(check, isOn.get(), false, isOn.get() ? "on" : "off")
                .distorting("the clock falls with heat and busy cores: CPU per message drifts")
                .mendedBy(processors.turboSwitch());
    }

    private DoctorFinding virtual() {
        String check = "virtual";
        Optional<Boolean> isVirtual = processors.isVirtual();
        if (isVirtual.isEmpty()) {
            return DoctorFinding.unknown(check, "flags in /proc/cpuinfo");
        }
        String maker = processors.maker().map(name -> ", " + cut(name)).orElse("");
        return rated(check, isVirtual.get(), false, isVirtual.get() ? "a virtual machine" + maker : "no")
                .distorting("its host may stop or slow it unseen: p99.9, and one run to the next")
                .advising("compare within a run, or with a baseline that is measured in turn");
    }

    private static String cut(String maker) {
        return maker.substring(0, Math.min(maker.length(), 30));
    }

    /** {@code 0-3,8}. */
    private static String ranges(SortedSet<Integer> numbers) {
        StringBuilder list = new StringBuilder();
        for (int number : numbers) {
            if (numbers.contains(number - 1)) {
                continue;
            }
            int last = number;
            while (numbers.contains(last + 1)) {
                last++;
            }
            list.append(list.isEmpty() ? "" : ",").append(number).append(last == number ? "" : "-" + last);
        }
        return list.toString();
    }
}
