package dev.wirebench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {

    @TempDir
    private Path root;

    private static final String V1 = "3:cpuset:/\n2:cpu,cpuacct:/docker/abc\n1:memory:/docker/abc\n0::/";

    private FakeMachine group(String membership) {
        return FakeMachine.silent(root).with("/proc/self/cgroup", membership);
    }

    @Test
    void theLeastLimitOfAllGroupsAboveCounts() {
        ControlGroup group = new ControlGroup(group("0::/a/b/c")
                .with("/sys/fs/cgroup/a/b/c/cpu.max", "max 100000")
                .with("/sys/fs/cgroup/a/b/cpu.max", "150000 100000")
                .with("/sys/fs/cgroup/a/b/cpu.stat", "usage_usec 5\nnr_periods 100\nnr_throttled 17\nthrottled_usec 9")
                .with("/sys/fs/cgroup/a/cpu.max", "300000 100000")
                .files());
        assertThat(group.quota()).hasValue(1.5);
        assertThat(group.throttled()).isEqualTo(17);
    }

    @Test
    void aLimitOfTheSecondVersionIsRead() {
        ControlGroup group = new ControlGroup(group("0::/")
                .with("/sys/fs/cgroup/memory.max", "1000000")
                .with("/sys/fs/cgroup/memory.current", "600000")
                .with("/sys/fs/cgroup/memory.stat", "anon 3\ninactive_file 50000\nactive_file 9")
                .with("/sys/fs/cgroup/pids.max", "500")
                .with("/sys/fs/cgroup/pids.current", "20")
                .files());
        assertThat(group.memoryLeft()).hasValue(450_000);
        assertThat(group.tasksLeft()).hasValue(480);
    }

    /** Within a container the path is the host's, and the mount shows the container's own group as the top. */
    @Test
    void aLimitOfTheFirstVersionIsRead() {
        ControlGroup group = new ControlGroup(group(V1)
                .with("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000")
                .with("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")
                .with("/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2000")
                .with("/sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "500")
                .files());
        assertThat(group.quota()).hasValue(0.5);
        assertThat(group.memoryLeft()).hasValue(1500);
    }

    @Test
    void noLimitIsToldFromNothingKnown() {
        ControlGroup unlimited = new ControlGroup(group(V1)
                .with("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1")
                .with("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")
                .with("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712")
                .with("/sys/fs/cgroup/memory/memory.usage_in_bytes", "500")
                .files());
        assertThat(unlimited.quota()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(unlimited.memoryLeft()).hasValue(ControlGroup.NO_LIMIT);
        assertThat(unlimited.tasksLeft()).hasValue(ControlGroup.NO_LIMIT);
        ControlGroup unknown = new ControlGroup(new KernelFiles(root.resolve("nothing")));
        assertThat(unknown.quota()).isEmpty();
        assertThat(unknown.memoryLeft()).isEmpty();
        assertThat(unknown.tasksLeft()).isEmpty();
        assertThat(unknown.throttled()).isZero();
    }
}
