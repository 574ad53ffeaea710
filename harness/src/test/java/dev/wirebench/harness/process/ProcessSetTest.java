package dev.wirebench.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With processes that burn or hold what the test then looks for. */
@Tag("slow")
@Timeout(120)
class ProcessSetTest {

    /** Forks, burns half a second of processor time in the child, waits for it, says so, and stays. */
    private static final String BURN_IN_A_CHILD = """
            sh -c 'while [ "$(cut -d " " -f 14 /proc/$$/stat)" -lt 50 ]; do
              i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done
            done'
            echo burnt
            sleep 60
            """;

    @TempDir
    private Path temporary;

    private Process start(String script) throws Exception {
        return new ProcessBuilder("sh", "-c", script)
                .redirectError(temporary.resolve("err").toFile())
                .start();
    }

    @Test
    void whatAChildUsedThatHasEndedCounts() throws Exception {
        Process shell = start("read go; " + BURN_IN_A_CHILD);
        try {
            ProcessSet set = ProcessSet.trees(List.of(shell.pid()));
            ProcessTimes before = ProcessTimes.read(set);
            shell.outputWriter().write("go\n");
            shell.outputWriter().flush();
            assertThat(shell.inputReader().readLine()).isEqualTo("burnt");
            assertThat(ProcessTimes.read(set).since(before)).isGreaterThanOrEqualTo(500_000_000L);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void aTreeHasTheDescendantsThatItHasNow() throws Exception {
        Process shell = start("sleep 60 & echo $!; sh -c 'sleep 61 & echo $!; wait' & wait");
        try {
            long child = Long.parseLong(shell.inputReader().readLine());
            long grandchild = Long.parseLong(shell.inputReader().readLine());
            ProcessSet set = ProcessSet.trees(List.of(shell.pid()));
            assertThat(set.read().keySet()).contains(shell.pid(), child, grandchild);
            assertThat(ProcessSet.of(shell.pid()).read().keySet()).containsExactly(shell.pid());
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.waitFor();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void pagesThatProcessesShareCountOnce() throws Exception {
        // dash shares all of its pages with the children that it forks.
        Process shell = start("for i in 1 2 3 4 5 6 7 8; do ( echo $i; sleep 60 ) & done; wait");
        try {
            for (int i = 0; i < 8; i++) {
                shell.inputReader().readLine();
            }
            ProcessMemory together = ProcessMemory.of(ProcessSet.trees(List.of(shell.pid())));
            long each = 0;
            for (long pid : ProcessSet.trees(List.of(shell.pid())).read().keySet()) {
                each += ProcessMemory.of(ProcessSet.of(pid)).bytes();
            }
            assertThat(together.kind()).isEqualTo(ProcessMemory.Kind.PSS);
            assertThat(together.bytes()).isPositive().isLessThan(each * 2 / 3);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void ofOneProcessWhatIsResidentCounts() {
        ProcessMemory own =
                ProcessMemory.of(ProcessSet.of(ProcessHandle.current().pid()));
        assertThat(own.kind()).isEqualTo(ProcessMemory.Kind.RSS);
        assertThat(own.bytes()).isGreaterThan(10_000_000);
        assertThat(ProcessMemory.of(ProcessSet.NONE).kind()).isEqualTo(ProcessMemory.Kind.UNKNOWN);
    }
}
