package dev.wirebench.targets;

import dev.wirebench.model.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Runs the targets in their own JVM: prints one ready line ({@code Endpoints.toLine}) on stdout and everything else on
 * stderr, and runs until SIGTERM or until stdin ends, as it does when the parent process ends. Either way a script's
 * log is complete when the process has ended.
 *
 * <p>Exit codes: 0 stdin ended, 2 invalid option, 4 the targets could not be started.
 */
public final class TargetMain {

    private TargetMain() {}

    public static void main(String[] args) {
        PrintStream readyOut = System.out;
        // Keeps a logger that defaults to stdout from printing before the ready line.
        System.setOut(System.err);
        System.exit(run(args, System.in, readyOut));
    }

    private static int run(String[] args, InputStream parent, PrintStream readyOut) {
        TargetOptions options;
        try {
            options = TargetOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("targets: " + e.getMessage());
            return 2;
        }
        Targets targets;
        try {
            targets = Targets.start(options);
        } catch (IOException e) {
            System.err.println("targets: cannot start: " + message(e));
            return 4;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(targets::close, "shutdown"));
        readyOut.println(targets.endpoints().toLine());
        readyOut.flush();
        awaitEnd(parent);
        return 0;
    }

    private static void awaitEnd(InputStream parent) {
        byte[] ignored = new byte[1024];
        try {
            while (parent.read(ignored) >= 0) {}
        } catch (IOException e) {
            System.err.println("targets: stdin failed and counts as closed: " + e.getMessage());
        }
    }

    private static String message(IOException failure) {
        String cause = failure.getCause() == null ? "" : Reason.of(failure.getCause());
        return failure.getMessage().endsWith(cause) ? failure.getMessage() : failure.getMessage() + ": " + cause;
    }
}
