package dev.wirebench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFilesTest {

    @TempDir
    private Path root;

    private KernelFiles with(String content) {
        return FakeMachine.silent(root).with("/proc/x", content).files();
    }

    @Test
    void aLineIsReadWithSingleSpaces() {
        assertThat(with(" 32768\t 60999 \nmore").line("/proc/x")).hasValue("32768 60999");
    }

    @Test
    void aValueFollowsItsKeyWithOrWithoutAColon() {
        KernelFiles files = with("MemFree: 7 kB\nMemTotal:      16 kB\nMax open files   20   30   files");
        assertThat(files.value("/proc/x", "MemTotal")).hasValue("16 kB");
        assertThat(files.value("/proc/x", "Max open files")).hasValue("20 30 files");
        assertThat(files.value("/proc/x", "Swap")).isEmpty();
        assertThat(files.number("/proc/x", "MemTotal")).hasValue(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "", "12x", "9223372036854771712"})
    void whatIsNoNumberIsNone(String content) {
        assertThat(with(content).number("/proc/x")).isEmpty();
    }

    @Test
    void aNumberMayBeNegative() {
        assertThat(with("-1").number("/proc/x")).hasValue(-1);
    }

    @Test
    void whatCannotBeReadIsEmpty() throws Exception {
        Files.createDirectories(root.resolve("proc/folder"));
        KernelFiles files = new KernelFiles(root);
        for (String file : new String[] {"/proc/missing", "/proc/folder"}) {
            assertThat(files.lines(file)).isEmpty();
            assertThat(files.line(file)).isEmpty();
            assertThat(files.value(file, "key")).isEmpty();
            assertThat(files.number(file)).isEmpty();
        }
    }
}
