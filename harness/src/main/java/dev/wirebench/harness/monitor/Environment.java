package dev.wirebench.harness.monitor;

import dev.wirebench.harness.machine.Clocks;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.Memory;
import dev.wirebench.harness.machine.NetworkSettings;
import dev.wirebench.harness.machine.Processors;
import dev.wirebench.loadgen.socket.SocketKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the fingerprint of the machine a run is measured on; what cannot be read is left out. */
public final class Environment {

    private static final Pattern SECRET_FLAG =
            Pattern.compile("(-D[^=]*(?:auth|credential|key|passw|secret|token)[^=]*=).*", Pattern.CASE_INSENSITIVE);

    /** Where Wirebench lies and how it starts; neither shapes a number. */
    private static final Pattern OWN_FLAG =
            Pattern.compile("-Dwirebench\\.home=.*|-XX:SharedArchiveFile=.*|-Xlog:cds.*");

    private static final KernelFiles FILES = KernelFiles.OF_THIS_MACHINE;

    private final Map<String, String> facts = new TreeMap<>();

    private Environment() {}

    /** What can be known before the run, by name. */
    public static Map<String, String> read() {
        Environment environment = new Environment();
        environment.machine();
        environment.limits();
        environment.jvm();
        environment.versions();
        return environment.facts;
    }

    private void machine() {
        Processors processors = new Processors(FILES);
        put("cpu.model", processors.model());
        facts.put("cpu.count", Integer.toString(Runtime.getRuntime().availableProcessors()));
        put("cpu.allowed", processors.allowedList());
        put("cpu.governor", processors.governor(0));
        put("memory.total", new Memory(FILES).total());
        facts.put("os.kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("os.arch", System.getProperty("os.arch"));
        put("os.clocksource", new Clocks(FILES).source());
        put("load.average", new Clocks(FILES).loadAverage());
    }

    private void limits() {
        NetworkSettings network = new NetworkSettings(FILES);
        put("limit.open-files", network.openFilesLine());
        put("net.port-range", network.portRangeLine());
        put("net.somaxconn", network.listenQueue());
        put("net.tcp-congestion-control", network.congestionControl());
        put("net.tcp-tw-reuse", network.timeWaitReuse());
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
        Versions.all().forEach((name, version) -> facts.put("version." + name, version.toString()));
        commit();
    }

    /** Of the checkout that Wirebench runs from; a jar alone may run in the checkout of something else. */
    private void commit() {
        String checkout = System.getProperty("wirebench.home");
        if (checkout == null) {
            return;
        }
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .directory(Path.of(checkout).toFile())
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

    private void put(String name, Optional<String> fact) {
        fact.ifPresent(value -> facts.put(name, value));
    }

    private void put(String name, OptionalLong fact) {
        fact.ifPresent(value -> facts.put(name, Long.toString(value)));
    }
}
