package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.SecondSignal;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.text.Reason;
import dev.wirebench.targets.TargetMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The embedded targets in a JVM of their own, so that they share neither heap nor compiler with what measures them.
 *
 * <p>It ends when this process ends, however that happens: its standard input is a pipe from here.
 */
public final class TargetProcess implements AutoCloseable {

    private static final int READY_SECONDS = 30;
    private static final int CLOSE_SECONDS = 5;

    private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");

    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    /** An archive that does not fit is passed over in silence: the targets' first line is for their addresses. */
    private static final String SILENCE = "-Xlog:cds*=off";

    private final Process process;
    private final Endpoints endpoints;
    private volatile boolean isClosing;

    private TargetProcess(Process process, Endpoints endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    /** As {@link #start(Path, Script)}, to echo at once. */
    public static TargetProcess start(Path folder) throws IOException {
        return start(folder, null);
    }

    /**
     * Starts the targets on free ports and waits until they are ready.
     *
     * @param folder takes the log of what they print, and that of the script
     * @param script what they do instead of echoing at once; null to echo
     * @throws IOException if they do not become ready
     */
    static TargetProcess start(Path folder, TargetScript script) throws IOException {
        Path log = folder.resolve("targets.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(JVM_OPTIONS);
        builder.command()
                .addAll(archiveOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), TargetMain.class.getName()));
        if (script != null) {
            builder.command()
                    .addAll(List.of(
                            "--script",
                            script.toJson(),
                            "--script-log",
                            folder.resolve(ScriptLog.FILE).toString()));
        }
        Process process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return new TargetProcess(process, awaitReady(process));
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException("the targets did not become ready, see " + kept(log) + ": " + e.getMessage(), e);
        }
    }

    /** Starts another JVM from the archive of classes of this one; nothing where this one was started without. */
    public static List<String> archiveOptions(List<String> jvmArguments) {
        return jvmArguments.stream()
                .filter(argument -> argument.startsWith(ARCHIVE))
                .flatMap(argument -> Stream.of(argument, SILENCE))
                .toList();
    }

    /** The run's folder goes when nothing is measured. */
    private static Path kept(Path log) throws IOException {
        return Files.copy(log, Files.createTempFile("wirebench-targets-", ".log"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Endpoints awaitReady(Process process) throws IOException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
            } catch (IOException e) {
                return null;
            }
        });
        try {
            String ready = line.get(READY_SECONDS, TimeUnit.SECONDS);
            if (ready == null) {
                throw new IOException("they ended before that");
            }
            return Endpoints.parse(ready);
        } catch (TimeoutException | ExecutionException | IllegalArgumentException e) {
            throw new IOException(Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Calls back, with the reason, if the process ends before it is closed. Ctrl+C reaches it as soon as it does us. */
    void onLoss(Consumer<String> callback) {
        process.onExit().thenAccept(ended -> {
            if (!isClosing) {
                callback.accept(
                        ended.exitValue() == SecondSignal.INTERRUPTED
                                ? "interrupted by a signal"
                                : "the targets' process ended, exit code " + ended.exitValue());
            }
        });
    }

    /** Ends the process. */
    @Override
    public void close() {
        isClosing = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
