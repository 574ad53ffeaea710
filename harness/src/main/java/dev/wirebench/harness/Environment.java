package dev.wirebench.harness;

import dev.wirebench.loadgen.socket.SocketKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the fingerprint of the machine a run is measured on; what cannot be read is left out. */
final class Environment {

    private static final Pattern SECRET_FLAG =
            Pattern.compile("(-D[^=]*(?:auth|credential|key|passw|secret|token)[^=]*=).*", Pattern.CASE_INSENSITIVE);

    /** Where Wirebench lies and how it starts; neither shapes a number. */
    private static final Pattern OWN_FLAG =
            Pattern.compile("-Dwirebench\\.home=.*|-XX:SharedArchiveFile=.*|-Xlog:cds.*");

    private final Map<String, String> facts = new TreeMap<>();

    private Environment() {}

    /** What can be known before the run, by name. */
    static Map<String, String> read() {
        Environment environment = new Environment();
        environment.machine();
        environment.limits();
        environment.jvm();
        environment.versions();
        return environment.facts;
    }

    private void machine() {
        first("cpu.model", "/proc/cpuinfo", "model name");
        facts.put("cpu.count", Integer.toString(Runtime.getRuntime().availableProcessors()));
        first("cpu.allowed", "/proc/self/status", "Cpus_allowed_list");
        whole("cpu.governor", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
        first("memory.total", "/proc/meminfo", "MemTotal");
        facts.put("os.kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("os.arch", System.getProperty("os.arch"));
        whole("os.clocksource", "/sys/devices/system/clocksource/clocksource0/current_clocksource");
        whole("load.average", "/proc/loadavg");
    }

    private void limits() {
        first("limit.open-files", "/proc/self/limits", "Max open files");
        whole("net.port-range", "/proc/sys/net/ipv4/ip_local_port_range");
        whole("net.somaxconn", "/proc/sys/net/core/somaxconn");
        whole("net.tcp-congestion-control", "/proc/sys/net/ipv4/tcp_congestion_control");
        whole("net.tcp-tw-reuse", "/proc/sys/net/ipv4/tcp_tw_reuse");
    }

    private void jvm() {
        facts.put(
                "jvm",
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.name") + " "
                        + System.getProperty("java.vm.version"));
        facts.put(
                "jvm.flags",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> !OWN_FLAG.matcher(flag).matches())
                        .map(flag -> SECRET_FLAG.matcher(flag).replaceFirst("$1***"))
                        .collect(Collectors.joining(" ")));
        facts.put("generator.sockets", SocketKind.ofThisMachine().label());
        facts.put(
                "jvm.gc",
                String.join(
                        ", ",
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .map(gc -> gc.getName())
                                .toList()));
    }

    private void versions() {
        Properties versions = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("/wirebench.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        versions.forEach((name, version) -> facts.put("version." + name, version.toString()));
        commit();
    }

    private void commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .directory(
                            Path.of(System.getProperty("wirebench.home", ".")).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String described = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0) {
                facts.put("version.commit", described);
            }
        } catch (IOException e) {
            // Without git or a checkout there is no commit to name.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of a file that has one; kernel files lie about their size, so that reading them whole may fail. */
    private void whole(String name, String file) {
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            facts.put(name, reader.readLine().strip().replaceAll("\\s+", " "));
        } catch (IOException e) {
            // Not on this kind of machine.
        }
    }

    /** The first line that begins with the key, without it. */
    private void first(String name, String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(key.length()).replaceFirst("^\\s*:?\\s*", ""))
                    .map(line -> String.join(" ", Arrays.asList(line.strip().split("\\s+"))))
                    .ifPresent(value -> facts.put(name, value));
        } catch (IOException e) {
            // Not on this kind of machine.
        }
    }
}
