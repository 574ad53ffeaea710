package dev.wirebench.cli;

import dev.wirebench.harness.systems.Home;
import dev.wirebench.harness.systems.Installation;
import dev.wirebench.harness.systems.Requirements;
import dev.wirebench.harness.systems.SystemFolder;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench systems install}: gets what systems need. */
@Command(
        name = "install",
        description = "Installs what systems need and this machine lacks; shows the commands first, and asks.",
        mixinStandardHelpOptions = true)
final class SystemsInstallCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "SYSTEM", description = "Names from wirebench systems.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All of them.")
    private boolean isAll;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isAgreed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<SystemFolder> missing = missing();
        if (missing.isEmpty()) {
            System.out.println("nothing is missing");
            return ExitCode.PASSED;
        }
        Installation installation = Installation.of(Home.path(), missing);
        if (installation.commands().isEmpty()) {
            throw new PlanException("system.yaml does not say how to install "
                    + missing.stream().map(SystemFolder::name).toList());
        }
        System.out.println("to be run:");
        installation.commands().forEach(command -> System.out.println(SafeText.line("  " + shown(command))));
        if (!isAgreed && !agrees()) {
            System.out.println("nothing was done");
            return ExitCode.BAD_PLAN_OR_USAGE;
        }
        Optional<String> failure = installation.run();
        if (failure.isPresent()) {
            System.err.println(SafeText.line("wirebench: failed: " + failure.get()));
            return ExitCode.FAILED;
        }
        return outcome(missing);
    }

    private List<SystemFolder> missing() throws IOException {
        if (isAll != names.isEmpty()) {
            throw new PlanException("name the systems to be installed, or give --all");
        }
        List<SystemFolder> asked = new ArrayList<>();
        if (isAll) {
            asked.addAll(SystemFolder.all(Home.path()));
        }
        for (String name : names) {
            asked.add(SystemFolder.find(Home.path(), name));
        }
        List<SystemFolder> missing = new ArrayList<>();
        for (SystemFolder system : asked) {
            if (!Requirements.of(system).areMet()) {
                missing.add(system);
            }
        }
        return missing;
    }

    /** As a shell would have it. */
    private static String shown(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word ->
                                word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    private static boolean agrees() {
        if (System.console() == null) {
            throw new PlanException("there is no terminal to ask on; give --yes to run these commands");
        }
        return "y"
                .equalsIgnoreCase(System.console().readLine("run them? [y/N] ").strip());
    }

    private static int outcome(List<SystemFolder> systems) throws IOException {
        boolean isWell = true;
        for (SystemFolder system : systems) {
            Requirements needs = Requirements.of(system);
            System.out.println(SafeText.line(system.name() + ": "
                    + (needs.areMet()
                            ? system.description().title() + " " + needs.version()
                            : "still missing: " + String.join(", ", needs.missing()))));
            isWell &= needs.areMet();
        }
        return isWell ? ExitCode.PASSED : ExitCode.FAILED;
    }
}
