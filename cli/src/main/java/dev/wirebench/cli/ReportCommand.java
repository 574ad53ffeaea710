package dev.wirebench.cli;

import dev.wirebench.gates.Baselines;
import dev.wirebench.gates.GateOutcome;
import dev.wirebench.harness.run.RunOutput;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.report.export.ResultDocument;
import dev.wirebench.report.page.Report;
import dev.wirebench.report.read.Comparison;
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
        description = "Rewrites the page and summary of a run, or makes one page of several runs.",
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
        RunOutput.print(comparison, json.text());
        json.text().println("page    " + page.toAbsolutePath().toUri());
        json.print(document.withRuns(
                        comparison, folders.stream().map(RunFolder::path).toList())
                .withPage(page));
        return ExitCode.PASSED;
    }

    /** With its gates, if they were measured. */
    private Comparison write(RunFolder run, ResultDocument document) throws IOException {
        RunRecord record = run.read();
        if (GateOutcome.isGated(record)) {
            GateOutcome judgement = GateOutcome.of(run, record.plan(), Optional.empty());
            judgement.write(Map.of(), json.text());
            document.withGates(judgement.report());
            return judgement.comparison();
        }
        return Report.write(run);
    }
}
