package dev.wirebench.harness.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A command in a session of its own, of which nothing is left when it is closed, when the command itself ends, or when this
 * process is gone, however that happens. Safe for concurrent use.
 *
 * <p>A small shell script sees to that: see "How processes end" in docs/systems.md.
 */
public final class Supervised implements AutoCloseable {

    /** How a command that did what it should has ended. */
    public static final String WELL = "exit code 0";

    /** What the script takes at most, and some more. */
    private static final int CLOSE_SECONDS = 8;

    private static final int START_SECONDS = 10;
    private static final int SWEEPS = 50;
    private static final int SWEEP_MS = 50;

    private final Process supervisor;
    private final MarkedProcesses members;
    private final CompletableFuture<String> ended;
    private volatile boolean isClosing;

    private Supervised(Process supervisor, MarkedProcesses members, CompletableFuture<String> ended) {
        this.supervisor = supervisor;
        this.members = members;
        this.ended = ended;
    }

    /**
     * @param folder the command's working directory; removed when it is closed
     * @param log what it prints is appended to it
     * @throws IOException if it cannot be started; a command that does not exist starts, and ends with 127
     */
    public static Supervised start(List<String> command, Path folder, Path log) throws IOException {
        return start(command, folder, log, true);
    }

    /** The same; the folder stays. */
    public static Supervised step(List<String> command, Path folder, Path log) throws IOException {
        return start(command, folder, log, false);
    }

    private static Supervised start(List<String> command, Path folder, Path log, boolean isFolderRemoved)
            throws IOException {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(
                "setsid", "sh", "-c", script(), "supervise", mark, isFolderRemoved ? folder.toString() : "-");
        builder.command().addAll(command);
        builder.directory(folder.toFile());
        builder.environment().put("PATH", CommandPath.text());
        Process supervisor = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        CompletableFuture<Long> leader = new CompletableFuture<>();
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(supervisor, leader, ended), "supervisor-" + supervisor.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            return new Supervised(
                    supervisor, new MarkedProcesses(leader.get(START_SECONDS, TimeUnit.SECONDS), mark), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.getOutputStream().close();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            supervisor.getOutputStream().close();
            throw new IOException("setsid and sh, which end processes, could not be run, see " + log, e);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Supervised.class.getResourceAsStream("supervise.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void read(Process supervisor, CompletableFuture<Long> leader, CompletableFuture<String> ended) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" ");
                if (words[0].equals("started")) {
                    leader.complete(Long.parseLong(words[1]));
                } else {
                    ended.complete("exit code " + words[1]);
                }
            }
            ended.complete("its supervisor was killed");
        } catch (IOException e) {
            ended.complete("its supervisor is not heard any more");
        }
        leader.completeExceptionally(new IOException("no first line"));
    }

    /** All processes that came of the command. */
    public ProcessSet processes() {
        return members.set();
    }

    /** Whether the command has ended. */
    public boolean hasEnded() {
        return ended.isDone();
    }

    /** Waits for the command to end. @return how it did, {@code exit code 0} is well; empty if it has not by then */
    public Optional<String> awaitEnd(long seconds) throws InterruptedException {
        try {
            return Optional.of(ended.get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls back, with the reason, if the command ends before it is closed. */
    public void onLoss(Consumer<String> callback) {
        ended.thenAccept(how -> {
            if (!isClosing) {
                callback.accept(how);
            }
        });
    }

    /** Ends the command and all that came of it; returns when nothing is left. */
    @Override
    public void close() {
        isClosing = true;
        try {
            supervisor.getOutputStream().close();
            if (!supervisor.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                supervisor.destroyForcibly();
            }
            // Nothing is left to be swept unless the supervisor itself was killed.
            for (int i = 0; i < SWEEPS && members.kill(); i++) {
                Thread.sleep(SWEEP_MS);
            }
        } catch (IOException e) {
            supervisor.destroyForcibly();
            members.kill();
        } catch (InterruptedException e) {
            members.kill();
            Thread.currentThread().interrupt();
        }
    }
}
