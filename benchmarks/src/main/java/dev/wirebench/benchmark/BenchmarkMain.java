package dev.wirebench.benchmark;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Entry point shared by the benchmarks' commands. */
public final class BenchmarkMain {

    private BenchmarkMain() {}

    /** Runs a picocli command and exits: 0 after success, 1 after a failure, 2 for bad usage. */
    public static void run(Callable<Integer> command, String... args) {
        System.exit(new CommandLine(command)
                .setExecutionExceptionHandler((e, failed, parsed) -> {
                    failed.getErr()
                            .println(failed.getCommandName() + ": "
                                    + (e instanceof RuntimeException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args));
    }

    /** The checkout, from the system property {@code wirebench.home}. */
    public static Path home() {
        return Path.of(System.getProperty("wirebench.home"));
    }

    /** Directory for everything the benchmarks write. */
    public static Path output() {
        return home().resolve("benchmarks/target");
    }
}
