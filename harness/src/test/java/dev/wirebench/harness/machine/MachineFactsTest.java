package dev.wirebench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of one file each, on a made-up machine. */
class MachineFactsTest {

    @TempDir
    private Path root;

    private FakeMachine machine() {
        return FakeMachine.fit(root);
    }

    @Test
    void listsOfProcessorsAreRangesAndNumbers() {
        assertThat(Processors.numbers("0-2,5,8-9")).containsExactly(0, 1, 2, 5, 8, 9);
        assertThat(Processors.numbers("")).isEmpty();
    }

    /** Kernels allow processors that could be plugged in. */
    @Test
    void onlyProcessorsThatAreThereAreAllowed() {
        assertThat(new Processors(machine()
                                .with("/proc/self/status", "Cpus_allowed_list:\t2-127")
                                .files())
                        .allowed())
                .containsExactly(2, 3);
    }

    @Test
    void theUseOfProcessorsIsSummedUp() {
        ProcessorUse use = ProcessorUse.read(machine().files(), Set.of(0, 2)).orElseThrow();
        assertThat(use).isEqualTo(new ProcessorUse(170 + 100, 810 + 900, 20));
        ProcessorUse since = use.since(new ProcessorUse(70, 1110, 0));
        assertThat(since.busyShare()).isEqualTo(200 / 820.0);
        assertThat(since.stealShare()).isEqualTo(20 / 820.0);
        assertThat(ProcessorUse.read(machine().files(), Set.of(0, 9))).isEmpty();
        assertThat(ProcessorUse.read(machine().files(), Set.of())).isEmpty();
    }

    @Test
    void pressureIsWhatWasWaitedSince() {
        Pressure before = Pressure.read(machine().files());
        Pressure after = Pressure.read(machine()
                .with("/proc/pressure/cpu", "some avg10=0.00 avg60=0.10 avg300=0.20 total=1700")
                .without("/proc/pressure/io")
                .files());
        assertThat(after.since(before).processorUs()).hasValue(700);
        assertThat(after.since(before).memoryUs()).hasValue(0);
        assertThat(after.since(before).ioUs()).isEmpty();
    }

    @Test
    void socketsAreToldByPortAndState() throws Exception {
        List<SocketTable.Row> rows = new ArrayList<>();
        SocketTable.read(machine().files(), rows::add);
        assertThat(rows)
                .containsExactly(
                        new SocketTable.Row(8080, true, "4711"),
                        new SocketTable.Row(32768, false, "0"),
                        new SocketTable.Row(32769, false, "4712"));
    }

    @Test
    void aTableThatIsThereAndCannotBeReadIsAnError() throws Exception {
        FakeMachine machine = machine().without("/proc/self/net/tcp6");
        SocketTable.read(machine.files(), row -> {});
        Files.createDirectory(root.resolve("proc/self/net/tcp6"));
        assertThatIOException().isThrownBy(() -> SocketTable.read(machine.files(), row -> {}));
    }

    @Test
    void portsInUseAreThoseOfTheRange() {
        NetworkSettings network = new NetworkSettings(machine().files());
        assertThat(network.portsInUse(new NetworkSettings.PortRange(32768, 60999)))
                .hasValue(2);
        assertThat(network.portsInUse(new NetworkSettings.PortRange(32769, 60999)))
                .hasValue(1);
        assertThat(network.portRange().orElseThrow().size()).isEqualTo(28_232);
        assertThat(network.timeWait()).hasValue(34);
    }

    @Test
    void memoryIsInBytes() {
        Memory memory = new Memory(machine().files());
        assertThat(memory.available()).hasValue(12_288_000L * 1024);
        assertThat(memory.swapUsed()).hasValue(0);
        assertThat(memory.total()).hasValue("16384000 kB");
        assertThat(memory.hugePageDefragmentation()).hasValue("madvise");
    }
}
