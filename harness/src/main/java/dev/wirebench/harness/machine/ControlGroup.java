package dev.wirebench.harness.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What the control groups of this process leave it, each the least of its own group's and of all above it; cgroups(7), both
 * versions. Where the groups cannot be read nothing is known; where they set no limit, it is infinite, or {@link #NO_LIMIT}.
 * Immutable.
 */
public final class ControlGroup {

    public static final long NO_LIMIT = Long.MAX_VALUE;

    private static final String MOUNT = "/sys/fs/cgroup";
    private static final String OF_THIS_PROCESS = "/proc/self/cgroup";

    private final KernelFiles files;

    public ControlGroup(KernelFiles files) {
        this.files = files;
    }

    /** Processors' worth of time. */
    public OptionalDouble quota() {
        return isUnknown()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        groups("cpu").stream().mapToDouble(this::quota).min().orElse(Double.POSITIVE_INFINITY));
    }

    private double quota(String group) {
        String[] both = files.line(group + "/cpu.max").orElse("max").split(" ");
        OptionalLong quota = both.length == 2 ? KernelFiles.parse(both[0]) : files.number(group + "/cpu.cfs_quota_us");
        OptionalLong period =
                both.length == 2 ? KernelFiles.parse(both[1]) : files.number(group + "/cpu.cfs_period_us");
        boolean isLimited = quota.isPresent() && quota.getAsLong() > 0 && period.isPresent();
        return isLimited ? (double) quota.getAsLong() / period.getAsLong() : Double.POSITIVE_INFINITY;
    }

    /** How often the quota was used up, and everything stood still until its period was over. */
    public long throttled() {
        return groups("cpu").stream()
                .flatMapToLong(group -> files.number(group + "/cpu.stat", "nr_throttled").stream())
                .max()
                .orElse(0);
    }

    /** Bytes; what the kernel would give back of its file cache counts as free. */
    public OptionalLong memoryLeft() {
        return least(groups("memory").stream().mapToLong(group -> {
            OptionalLong max = either(group + "/memory.max", group + "/memory.limit_in_bytes");
            OptionalLong used = either(group + "/memory.current", group + "/memory.usage_in_bytes");
            long cache = files.number(group + "/memory.stat", "inactive_file ").orElse(0);
            return left(max, used) == NO_LIMIT ? NO_LIMIT : left(max, used) + cache;
        }));
    }

    /** Threads and processes. */
    public OptionalLong tasksLeft() {
        return least(groups("pids").stream()
                .mapToLong(group -> left(files.number(group + "/pids.max"), files.number(group + "/pids.current"))));
    }

    private OptionalLong least(LongStream left) {
        return isUnknown() ? OptionalLong.empty() : OptionalLong.of(left.min().orElse(NO_LIMIT));
    }

    private static long left(OptionalLong max, OptionalLong used) {
        return max.isPresent() && used.isPresent() ? max.getAsLong() - used.getAsLong() : NO_LIMIT;
    }

    private OptionalLong either(String file, String other) {
        OptionalLong number = files.number(file);
        return number.isPresent() ? number : files.number(other);
    }

    private boolean isUnknown() {
        return files.lines(OF_THIS_PROCESS).isEmpty();
    }

    /** The folders of this process's own group and of those above it; one that is not there sets no limit. */
    private List<String> groups(String controller) {
        String second = null;
        for (String line : files.lines(OF_THIS_PROCESS)) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                return upwards(MOUNT + "/" + controller, parts[2]);
            }
            if (parts.length == 3 && parts[1].isEmpty()) {
                second = parts[2];
            }
        }
        return second == null ? List.of() : upwards(MOUNT, second);
    }

    private static List<String> upwards(String mount, String path) {
        List<String> groups = new ArrayList<>();
        for (String at = path; at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
            groups.add(mount + at);
        }
        groups.add(mount);
        return groups;
    }
}
