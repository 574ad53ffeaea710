package dev.wirebench.lab.doctor;

import static dev.wirebench.lab.doctor.DoctorFinding.rated;
import static dev.wirebench.lab.doctor.DoctorFinding.text;

import dev.wirebench.harness.machine.ControlGroup;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.Memory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Is there room for the generator, the targets and their connections? Immutable. */
public final class MemoryChecks {

    private static final long MIB = 1024 * 1024;

    /** Of the generator's process. */
    private static final long GENERATOR_BYTES = 512 * MIB;

    /** Of the embedded targets' process, with its heap of 512 MiB. */
    private static final long TARGET_BYTES = 768 * MIB;

    /** Of both ends of a connection on loopback: 10 KB in the kernel, the rest in both processes; measured. */
    private static final long CONNECTION_BYTES = 16 * 1024;

    /** What an idle machine may have put away and never asks for again. */
    private static final long SWAP_BYTES = 64 * MIB;

    /** Threads of both processes, and as many again. */
    private static final long TASKS = 200;

    private final Memory memory;
    private final ControlGroup group;
    private final MachineRequirement need;

    public MemoryChecks(KernelFiles files, MachineRequirement need) {
        this.memory = new Memory(files);
        this.group = new ControlGroup(files);
        this.need = need;
    }

    public List<DoctorFinding> findings() {
        return List.of(room(), swap(), hugePages(), tasks());
    }

    private DoctorFinding room() {
        String check = "memory";
        OptionalLong available = memory.available();
        if (available.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/meminfo");
        }
        long needed = GENERATOR_BYTES
                + need.embedded() * TARGET_BYTES
                + need.connections().atMost() * CONNECTION_BYTES;
        long ofGroup = group.memoryLeft().orElse(ControlGroup.NO_LIMIT);
        boolean isGroup = ofGroup < available.getAsLong();
        long left = Math.min(available.getAsLong(), ofGroup);
        String found =
                text("%,d MiB left%s; the plan takes some %,d", left / MIB, isGroup ? " (cgroup)" : "", needed / MIB);
        return rated(check, left < 2 * needed, left < needed, found)
                .distorting("pages are taken away and fetched again: pauses; or the run is killed")
                .mendedBy("top -b -n 1 -o %MEM | head -15");
    }

    private DoctorFinding swap() {
        String check = "swap";
        OptionalLong used = memory.swapUsed();
        if (used.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/meminfo");
        }
        String found = text("%,d MiB in use", used.getAsLong() / MIB);
        return rated(check, used.getAsLong() > SWAP_BYTES, false, found)
                .distorting("what is fetched from the disk again makes pauses of milliseconds")
                .mendedBy("sudo swapoff -a && sudo swapon -a");
    }

    private DoctorFinding hugePages() {
        String check = "huge pages";
        Optional<String> enabled = memory.hugePages();
        if (enabled.isEmpty()) {
            return DoctorFinding.unknown(check, "/sys/kernel/mm/transparent_hugepage");
        }
        String defragmentation = memory.hugePageDefragmentation().orElse("unknown");
        String found = enabled.get() + ", defragmentation " + defragmentation;
        return rated(check, found.equals("always, defragmentation always"), false, found)
                .distorting("whoever asks for memory waits while it is moved about: p99.9")
                .mendedBy("echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/defrag");
    }

    private DoctorFinding tasks() {
        String check = "threads";
        OptionalLong left = group.tasksLeft();
        if (left.isEmpty()) {
            return DoctorFinding.unknown(check, "/proc/self/cgroup");
        }
        if (left.getAsLong() == ControlGroup.NO_LIMIT) {
            return DoctorFinding.ok(check, "no limit by the control group");
        }
        String found = text("%,d left by the control group", left.getAsLong());
        return rated(check, false, left.getAsLong() < TASKS, found)
                .distorting("the generator or its targets cannot start")
                .advising("start the container with a higher --pids-limit");
    }
}
