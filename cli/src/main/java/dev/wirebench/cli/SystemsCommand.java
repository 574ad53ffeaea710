package dev.wirebench.cli;

import dev.wirebench.harness.systems.Home;
import dev.wirebench.harness.systems.Requirements;
import dev.wirebench.harness.systems.SystemFolder;
import dev.wirebench.model.text.SafeText;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code wirebench systems}: the other systems that can be targets, and whether they are here. */
@Command(
        name = "systems",
        description = {
            "Lists the systems that can be targets, with their version or what is missing.",
            "Exit code: 0 if all can be started here, 1 if any cannot."
        },
        subcommands = {SystemsInstallCommand.class, SystemsCheckCommand.class},
        mixinStandardHelpOptions = true)
final class SystemsCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        boolean isAnyMissing = false;
        for (SystemFolder system : SystemFolder.all(Home.path())) {
            Requirements needs = Requirements.of(system);
            String state = needs.areMet()
                    ? needs.version()
                    : "missing: " + String.join(", ", needs.missing()) + "; wirebench systems install " + system.name();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-14s %-20s %s",
                    system.name(),
                    SafeText.line(system.description().title()),
                    SafeText.line(state)));
            isAnyMissing |= !needs.areMet();
        }
        return isAnyMissing ? ExitCode.FAILED : ExitCode.PASSED;
    }
}
