package dev.wirebench.cli;

import dev.wirebench.gates.Baselines;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wirebench baseline}: keeps runs that gates compare later ones with. */
@Command(
        name = "baseline",
        description = "Saves a run as a baseline.",
        subcommands = BaselineCommand.Save.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BaselineCommand {

    private BaselineCommand() {}

    /** {@code wirebench baseline save}. */
    @Command(
            name = "save",
            description = "Copies a run's measurements to baselines/<plan> in the results folder, to be committed.",
            mixinStandardHelpOptions = true)
    static final class Save implements Callable<Integer> {

        @Parameters(paramLabel = "RUN", description = "The run's folder.")
        private Path run;

        @Mixin
        private ResultsOption results;

        @Override
        public Integer call() throws IOException {
            RunFolder folder = Baselines.open(run);
            Path saved = new Baselines(results.writable()).save(folder);
            System.out.println(SafeText.line("baseline  " + saved));
            int fewest = folder.read().cells().stream()
                    .mapToInt(cell -> cell.blocks().size())
                    .min()
                    .orElse(0);
            if (fewest < Plan.MIN_PAIRS) {
                System.out.println(
                        "note      it has " + fewest + " blocks of a cell; to tell a change from noise, gates need "
                                + Plan.MIN_PAIRS + " (blocks: " + Plan.MIN_PAIRS + " in the plan)");
            }
            return ExitCode.PASSED;
        }
    }
}
