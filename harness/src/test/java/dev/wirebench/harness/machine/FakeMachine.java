package dev.wirebench.harness.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of a made-up machine of four processors on four cores, fit for anything. */
public final class FakeMachine {

    private static final String CPU = "/sys/devices/system/cpu/";

    private final Path root;

    private FakeMachine(Path root) {
        this.root = root;
    }

    /** A machine that says nothing, as one that does not run Linux. */
    public static FakeMachine silent(Path root) {
        return new FakeMachine(root);
    }

    public static FakeMachine fit(Path root) {
        FakeMachine machine = new FakeMachine(root);
        machine.processors();
        machine.network();
        return machine.with("/proc/loadavg", "0.08 0.10 0.09 1/123 4567")
                .with(
                        "/proc/meminfo",
                        "MemTotal: 16384000 kB\nMemFree: 1000 kB\nMemAvailable:   12288000 kB\n"
                                + "SwapTotal: 1024000 kB\nSwapFree: 1024000 kB")
                .with("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
                .with("/sys/kernel/mm/transparent_hugepage/defrag", "always defer [madvise] never")
                .with("/proc/self/cgroup", "0::/")
                .with("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
                .with("/sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc hpet acpi_pm")
                .with("/proc/self/timerslack_ns", "50000");
    }

    private void processors() {
        with("/proc/cpuinfo", "processor : 0\nmodel name\t: Fast  One\nflags\t\t: fpu vme sse");
        with(CPU + "online", "0-3");
        with("/proc/self/status", "Name: java\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3");
        for (int processor = 0; processor < 4; processor++) {
            with(CPU + "cpu" + processor + "/topology/thread_siblings_list", "" + processor);
            with(CPU + "cpu" + processor + "/cpufreq/scaling_governor", "performance");
        }
        with(CPU + "intel_pstate/no_turbo", "1");
        with("/proc/stat", """
                cpu  400 0 0 3600 0 0 0 0 0 0
                cpu0 100 20 30 800 10 5 15 20 7 0
                cpu1 100 0 0 900 0 0 0 0 0 0
                cpu2 100 0 0 900 0 0 0 0 0 0
                cpu3 100 0 0 900 0 0 0 0 0 0
                intr 17""");
        with("/proc/pressure/cpu", "some avg10=0.00 avg60=0.10 avg300=0.20 total=1000");
        with("/proc/pressure/memory", "some avg10=0.00 avg60=0.00 avg300=0.00 total=20\nfull avg10=0.00 total=7");
        with("/proc/pressure/io", "some avg10=0.00 avg60=0.00 avg300=0.00 total=300");
    }

    private void network() {
        with("/proc/self/limits", "Limit   Soft Limit   Hard Limit   Units\nMax open files   20000   30000   files");
        with("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999");
        with("/proc/sys/net/ipv4/tcp_tw_reuse", "2");
        with("/proc/sys/net/ipv4/tcp_timestamps", "1");
        with("/proc/sys/net/ipv4/tcp_max_syn_backlog", "4096");
        with("/proc/sys/net/ipv4/tcp_syncookies", "1");
        with("/proc/sys/net/core/somaxconn", "4096");
        with("/proc/net/sockstat", "sockets: used 17\nTCP: inuse 1 orphan 0 tw 34 alloc 1 mem 209\nUDP: inuse 0");
        with("/proc/self/net/tcp", """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
                   1: 0100007F:8000 0100007F:1F90 06 00000000:00000000 03:00000000 00000000     0        0 0 3
                   2: 0100007F:8001 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4712 1""");
        with("/proc/self/net/tcp6", "  sl  local_address rem_address");
        with("/proc/sys/net/netfilter/nf_conntrack_count", "0");
        with("/proc/sys/net/netfilter/nf_conntrack_max", "262144");
        with("/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_time_wait", "120");
        with("/sys/class/net/lo/mtu", "65536");
        with("/sys/class/net/lo/flags", "0x9");
    }

    /** Writes a file, or writes it anew. */
    public FakeMachine with(String file, String content) {
        Path path = path(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Removes a file, or a folder that has only files. */
    public FakeMachine without(String file) {
        try {
            if (Files.isDirectory(path(file))) {
                try (Stream<Path> inside = Files.list(path(file))) {
                    for (Path each : inside.toList()) {
                        Files.delete(each);
                    }
                }
            }
            Files.delete(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private Path path(String file) {
        return root.resolve(file.substring(1));
    }

    public KernelFiles files() {
        return new KernelFiles(root);
    }
}
