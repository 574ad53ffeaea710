package dev.wirebench.harness.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EnvironmentTest {

    @Test
    void theFingerprintNamesMachineJvmAndVersions() {
        Map<String, String> facts = Environment.read();
        assertThat(facts).containsEntry("cpu.count", "" + Runtime.getRuntime().availableProcessors());
        assertThat(facts.get("jvm")).contains(System.getProperty("java.vm.version"));
        assertThat(facts).containsKeys("version.wirebench", "version.jetty", "version.gatling", "jvm.gc");
        assertThat(facts.values()).noneMatch(value -> value.contains("${"));
    }

    /** Reading these files whole, as if they were on a disk, gives their first character. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void kernelSettingsAreReadInFull() throws Exception {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        try (var lines = Files.lines(range)) {
            String expected =
                    String.join(" ", lines.findFirst().orElseThrow().strip().split("\\s+"));
            assertThat(Environment.read()).containsEntry("net.port-range", expected);
        }
        assertThat(Environment.read().get("load.average").split(" ")).hasSize(5);
    }
}
