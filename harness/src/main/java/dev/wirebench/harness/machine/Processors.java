package dev.wirebench.harness.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** The processors of a machine, by their numbers. Immutable. */
public final class Processors {

    private static final String CPU = "/sys/devices/system/cpu/";

    private final KernelFiles files;

    public Processors(KernelFiles files) {
        this.files = files;
    }

    public Optional<String> model() {
        return files.value("/proc/cpuinfo", "model name");
    }

    /** What this process may use, as a list of ranges: {@code 0-3,8}. */
    public Optional<String> allowedList() {
        return files.value("/proc/self/status", "Cpus_allowed_list");
    }

    /** What this process may use and the machine has; empty where that cannot be read. */
    public SortedSet<Integer> allowed() {
        SortedSet<Integer> allowed = allowedList().map(Processors::numbers).orElseGet(TreeSet::new);
        SortedSet<Integer> online = online();
        if (!online.isEmpty()) {
            allowed.retainAll(online);
        }
        return allowed;
    }

    /** What the machine has; empty where that cannot be read. */
    public SortedSet<Integer> online() {
        return files.line(CPU + "online").map(Processors::numbers).orElseGet(TreeSet::new);
    }

    /** How many cores the allowed ones are threads of. */
    public OptionalInt cores() {
        SortedSet<String> cores = new TreeSet<>();
        for (int processor : allowed()) {
            Optional<String> siblings = files.line(CPU + "cpu" + processor + "/topology/thread_siblings_list");
            if (siblings.isEmpty()) {
                return OptionalInt.empty();
            }
            cores.add(siblings.get());
        }
        return cores.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cores.size());
    }

    /** Who decides how fast a processor runs. */
    public Optional<String> governor(int processor) {
        return files.line(CPU + "cpu" + processor + "/cpufreq/scaling_governor");
    }

    /** Whether the clock may rise for a while above what lasts; {@link #turboSwitch} turns it off. */
    public Optional<Boolean> isTurboOn() {
        Optional<String> off = files.line(CPU + "intel_pstate/no_turbo");
        return off.isPresent()
                ? off.map("0"::equals)
                : files.line(CPU + "cpufreq/boost").map("1"::equals);
    }

    /** The shell command that turns it off. */
    public String turboSwitch() {
        return files.line(CPU + "intel_pstate/no_turbo").isPresent()
                ? "echo 1 | sudo tee " + CPU + "intel_pstate/no_turbo"
                : "echo 0 | sudo tee " + CPU + "cpufreq/boost";
    }

    /** Whether a hypervisor runs this machine; x86 only, others do not say. */
    public Optional<Boolean> isVirtual() {
        return files.value("/proc/cpuinfo", "flags")
                .map(flags -> List.of(flags.split(" ")).contains("hypervisor"));
    }

    /** Who made the machine, as its firmware says. */
    public Optional<String> maker() {
        return files.line("/sys/class/dmi/id/sys_vendor");
    }

    /** Of a list of ranges. */
    static SortedSet<Integer> numbers(String list) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String range : list.split(",")) {
            if (range.matches("[0-9]{1,6}(-[0-9]{1,6})?")) {
                String[] ends = range.split("-");
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }
}
