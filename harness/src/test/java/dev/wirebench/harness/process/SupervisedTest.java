package dev.wirebench.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class SupervisedTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path log;
    private List<ProcessHandle> processes = List.of();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        log = temporary.resolve("log");
    }

    @AfterEach
    void leaveNothing() {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitEnds() throws Exception {
        for (int i = 0; i < 600 && processes.stream().anyMatch(SupervisedTest::isLiving); i++) {
            Thread.sleep(50);
        }
        assertThat(processes).noneMatch(SupervisedTest::isLiving);
    }

    /** What nobody has waited for yet has ended all the same. */
    private static boolean isLiving(ProcessHandle process) {
        try {
            return !ProcessStat.of(process.pid()).isZombie();
        } catch (IOException e) {
            return false;
        }
    }

    private Process launcher() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileCommand.class.getName(),
                        folder.toString(),
                        log.toString())
                .inheritIO()
                .start();
    }

    @Test
    void nothingIsLeftWhenWhoStartedItIsKilled() throws Exception {
        Process launcher = launcher();
        processes = HostileCommand.processes(folder.resolve("pids"));
        launcher.destroyForcibly().waitFor();
        awaitEnds();
        for (int i = 0; i < 600 && Files.exists(folder); i++) {
            Thread.sleep(50);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        try (Supervised supervised = HostileCommand.start(folder, log)) {
            processes = HostileCommand.processes(folder.resolve("pids"));
            assertThat(supervised.hasEnded()).isFalse();
        }
        assertThat(processes).noneMatch(SupervisedTest::isLiving);
        assertThat(folder).doesNotExist();
    }

    @Test
    void nothingIsLeftWhenTheCommandItselfIsKilled() throws Exception {
        try (Supervised supervised = HostileCommand.start(folder, log)) {
            processes = HostileCommand.processes(folder.resolve("pids"));
            CompletableFuture<String> lost = new CompletableFuture<>();
            supervised.onLoss(lost::complete);
            processes.get(0).destroyForcibly();
            assertThat(lost.get(30, TimeUnit.SECONDS)).isEqualTo("exit code 137");
            awaitEnds();
        }
    }

    @Test
    void nothingIsLeftWhenItsSupervisorIsKilledFirst() throws Exception {
        try (Supervised supervised = HostileCommand.start(folder, log)) {
            processes = HostileCommand.processes(folder.resolve("pids"));
            CompletableFuture<String> lost = new CompletableFuture<>();
            supervised.onLoss(lost::complete);
            ProcessHandle supervisor = processes.get(0).parent().orElseThrow();
            List<ProcessHandle> watches = supervisor
                    .children()
                    .filter(child -> !child.equals(processes.get(0)))
                    .toList();
            watches.forEach(ProcessHandle::destroyForcibly);
            supervisor.destroyForcibly();
            assertThat(lost.get(30, TimeUnit.SECONDS)).contains("supervisor");
        }
        assertThat(processes).noneMatch(SupervisedTest::isLiving);
    }

    @Test
    void theWatchAloneEndsEverythingWhenTheSupervisorAndWhoStartedItAreKilled() throws Exception {
        Process launcher = launcher();
        processes = HostileCommand.processes(folder.resolve("pids"));
        processes.get(0).parent().orElseThrow().destroyForcibly();
        launcher.destroyForcibly().waitFor();
        awaitEnds();
    }

    @Test
    void itsProcessesAreAllThatCameOfIt() throws Exception {
        try (Supervised supervised = HostileCommand.start(folder, log)) {
            processes = HostileCommand.processes(folder.resolve("pids"));
            assertThat(supervised.processes().read().keySet())
                    .containsAll(processes.stream().map(ProcessHandle::pid).toList())
                    .doesNotContain(ProcessHandle.current().pid());
        }
    }

    @Test
    void whatItPrintsIsLoggedAndHowItEndedIsSaid() throws Exception {
        try (Supervised supervised =
                Supervised.start(List.of("sh", "-c", "echo out; echo err >&2; exit 7"), folder, log)) {
            assertThat(supervised.awaitEnd(30)).contains("exit code 7");
        }
        assertThat(Files.readString(log)).contains("out\n").contains("err\n");
    }
}
