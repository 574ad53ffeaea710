package dev.wirebench.harness;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.TerminalTable;
import dev.wirebench.analysis.chart.Report;
import dev.wirebench.model.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench report}: makes everything derived from run folders again. */
@Command(
        name = "report",
        description = "Writes the page and summary of a run again, or one page of several runs.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run folders.")
    private List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "comparison.html",
            description = "The page of several runs (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        List<RunFolder> folders = new ArrayList<>();
        for (Path run : runs) {
            folders.add(BaselineCommand.open(run));
        }
        boolean isOne = folders.size() == 1;
        Comparison comparison = isOne ? write(folders.get(0)) : Report.write(folders, out);
        System.out.println(TerminalTable.of(comparison, false));
        Path page = isOne ? folders.get(0).path().resolve("index.html") : out;
        System.out.println("page    " + page.toAbsolutePath().toUri());
        return ExitCode.PASSED;
    }

    /** With its gates, if they were measured. */
    private static Comparison write(RunFolder run) throws IOException {
        if (Judgement.isGated(run)) {
            Judgement.of(run, run.read().plan(), Optional.empty()).write(Map.of(), System.out);
            return Comparison.of(List.of(run));
        }
        return Report.write(run);
    }
}
