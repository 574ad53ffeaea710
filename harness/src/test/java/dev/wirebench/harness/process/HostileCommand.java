package dev.wirebench.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A command that does not want to end, started by a JVM of its own. */
final class HostileCommand {

    /** Writes the pids of: itself, a child in its group, one that has left the session, and a child of that. */
    static final String SCRIPT = """
            trap '' TERM INT HUP
            echo $$ >> pids
            sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 1; done' &
            setsid sh -c 'trap "" TERM; echo $$ >> pids
              setsid sh -c "trap \\"\\" TERM; echo \\$\\$ >> pids; while :; do sleep 1; done" &
              while :; do sleep 1; done' &
            while :; do sleep 1; done
            """;

    static final int PROCESSES = 4;

    private HostileCommand() {}

    static Supervised start(Path folder, Path log) throws IOException {
        return Supervised.start(List.of("sh", "-c", SCRIPT), folder, log);
    }

    /** Waits until all have said who they are. */
    static List<ProcessHandle> processes(Path pids) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (Files.exists(pids) && Files.readAllLines(pids).size() == PROCESSES) {
                return Files.readAllLines(pids).stream()
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList();
            }
            Thread.sleep(50);
        }
        throw new IOException("they did not start");
    }

    /** @param args the command's folder, its log */
    public static void main(String[] args) throws IOException, InterruptedException {
        start(Path.of(args[0]), Path.of(args[1]));
        new CountDownLatch(1).await();
    }
}
