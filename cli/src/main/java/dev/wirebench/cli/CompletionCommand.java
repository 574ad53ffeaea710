package dev.wirebench.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wirebench completion}: what a shell needs to complete commands, options and files. */
@Command(
        name = "completion",
        description = "Prints a script for bash and zsh that completes commands, options and files:"
                + " source <(wirebench completion)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        System.out.print(AutoComplete.bash("wirebench", spec.root().commandLine()));
        System.out.flush();
        return ExitCode.PASSED;
    }
}
