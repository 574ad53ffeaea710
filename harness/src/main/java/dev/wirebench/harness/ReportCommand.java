package dev.wirebench.harness;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.chart.Report;
import dev.wirebench.analysis.ci.ResultDocument;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        List<RunFolder> folders = new ArrayList<>();
        for (Path run : runs) {
            folders.add(Baselines.open(run));
        }
        boolean isOne = folders.size() == 1;
        Path page = isOne ? folders.get(0).path().resolve("index.html") : out;
        ResultDocument document = new ResultDocument("report", ExitCode.PASSED);
        Comparison comparison = isOne ? write(folders.get(0), document) : Report.write(folders, out);
        Outro.print(comparison, json.text());
        json.text().println("page    " + page.toAbsolutePath().toUri());
        json.print(document.withRuns(
                        comparison, folders.stream().map(RunFolder::path).toList())
                .withPage(page));
        return ExitCode.PASSED;
    }

    /** With its gates, if they were measured. */
    private Comparison write(RunFolder run, ResultDocument document) throws IOException {
        RunRecord record = run.read();
        if (Judgement.isGated(record)) {
            Judgement judgement = Judgement.of(run, record.plan(), Optional.empty());
            judgement.write(Map.of(), json.text());
            document.withGates(judgement.report());
            return judgement.comparison();
        }
        return Report.write(run);
    }
}
