package dev.wirebench.cli;

import dev.wirebench.harness.systems.Home;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Reason;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wirebench serve}: runs the embedded targets, for any other tool. */
@Command(
        name = "serve",
        description = "Runs the targets until interrupted, and prints where they listen.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final String PORT = "Port, 0 for any that is free (default: ${DEFAULT-VALUE}).";

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--http-port", defaultValue = "8080", description = "HTTP and WebSocket. " + PORT)
    private int httpPort;

    @Option(names = "--raw-port", defaultValue = "8081", description = "Raw-socket echo. " + PORT)
    private int rawPort;

    @Option(names = "--listener-port", defaultValue = "8082", description = "Bare listening socket. " + PORT)
    private int listenerPort;

    @Option(
            names = "--script",
            paramLabel = "T0..T9|PLAN",
            description =
                    "Instead of echoing at once, do what the script of a plan says: one of plans/truth/, or a file.")
    private String script;

    @Option(
            names = "--script-log",
            paramLabel = "FILE",
            description = "File for a row per message: received, planned and actual release.")
    private Path scriptLog;

    @Override
    public Integer call() throws InterruptedException {
        try (Targets targets = start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(targets::close, "shutdown"));
            Endpoints at = targets.endpoints();
            System.out.println("http       " + at.http().resolve("/echo") + "  POST echoes");
            System.out.println("http       " + at.http().resolve("/bytes/64") + "  GET answers so many bytes");
            System.out.println("websocket  " + at.websocket() + "  echoes");
            System.out.println("raw        " + at.raw() + "  echoes what comes behind a 4-byte big-endian length");
            System.out.println("listener   " + at.listener() + "  prints what it receives");
            System.out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.PASSED;
    }

    private Targets start() {
        try {
            return Targets.start(options());
        } catch (IOException e) {
            String cause = e.getCause() == null ? "" : ": " + Reason.of(e.getCause());
            throw new PlanException(
                    e.getMessage() + cause + "; another host or port can be given, see wirebench serve --help");
        }
    }

    private TargetScript script() {
        if (script == null) {
            return null;
        }
        boolean isOwn = TruthCommand.SCHEDULES.contains(script);
        if (script.contains("://")) {
            throw new PlanException("--script must name a schedule such as T3 or the file of a plan, not a URL");
        }
        Path file = isOwn ? Home.path().resolve("plans/truth/" + script + ".yaml") : Path.of(script);
        TargetScript found = PlanFile.read(file).script();
        if (found == null) {
            throw new PlanException(file + ": the plan has no script");
        }
        return found;
    }

    private TargetOptions options() {
        try {
            return new TargetOptions(host, httpPort, rawPort, listenerPort, script(), scriptLog);
        } catch (IllegalArgumentException e) {
            throw new PlanException(e.getMessage());
        }
    }
}
