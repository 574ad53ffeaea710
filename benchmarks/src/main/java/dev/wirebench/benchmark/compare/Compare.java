package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs Wirebench beside other load generators and servers. Started by {@code benchmarks/compare}. */
@Command(
        name = "compare",
        description = "Runs Wirebench beside other load generators and servers, in rounds, and prints what each costs.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {"  0  everything was measured, whatever the result", "  1  something failed to run", "  2  bad usage"
        })
public final class Compare implements Callable<Integer> {

    private static final List<String> QUICK_TOOLS = List.of(InstalledTools.OWN, InstalledTools.C, InstalledTools.WRK);

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to keep, 1 to 1000 (default: 7, quick 3).")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--seconds", paramLabel = "S", description = "Length of a trial, 1 to 600 (default: 2, quick 1).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Rows to measure: ${COMPLETION-CANDIDATES}.",
            completionCandidates = RowIds.class)
    private List<String> only = List.of();

    @Option(
            names = "--tools",
            split = ",",
            paramLabel = "TOOL",
            description = "Load generators to run: ${COMPLETION-CANDIDATES}.",
            completionCandidates = ToolNames.class)
    private List<String> tools = List.of();

    @Option(names = "--quick", description = "Only own, c and wrk in the most important rows; takes 90 s.")
    private boolean isQuick;

    static final class RowIds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        RowIds() {
            super(CompareRows.IDS);
        }
    }

    static final class ToolNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        ToolNames() {
            super(InstalledTools.NAMES);
        }
    }

    public static void main(String[] args) {
        BenchmarkMain.run(new Compare(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        int count = inRange("--rounds", rounds, isQuick ? 3 : 7, 1000);
        int length = inRange("--seconds", seconds, isQuick ? 1 : 2, 600);
        List<String> ids = known("--only", only, isQuick ? CompareRows.QUICK : CompareRows.IDS, CompareRows.IDS);
        List<String> wanted = new ArrayList<>(
                known("--tools", tools, isQuick ? QUICK_TOOLS : InstalledTools.NAMES, InstalledTools.NAMES));
        ids.stream().flatMap(id -> CompareRows.targets(id).stream()).distinct().forEach(wanted::add);
        InstalledTools installed = InstalledTools.find(wanted);
        List<String> skipped = ids.stream()
                .filter(id -> CompareRows.needsItsTargets(id)
                        && !CompareRows.targets(id).stream().allMatch(installed::has))
                .toList();
        List<String> measured = ids.stream().filter(id -> !skipped.contains(id)).toList();
        CpuPinning pinning = CpuPinning.ofEnvironment();
        Path output = Files.createDirectories(BenchmarkMain.output().resolve("compare"));
        TrialContext context = new TrialContext(new ChildProcesses(), pinning, output, length);
        CompareResult result = new CompareResult(
                startedAt,
                length,
                count,
                installed.versions(),
                CompareResult.notes(pinning, installed.missing(), skipped),
                measure(context, installed, measured, count));
        Files.writeString(BenchmarkMain.output().resolve("compare.json"), CompareData.of(result));
        System.out.print(CompareTable.toMarkdown(result));
        return result.hasFailures() ? 1 : 0;
    }

    private static List<RowResult> measure(TrialContext context, InstalledTools tools, List<String> ids, int count)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds(count, context.directory(), System.err::println);
        List<RowResult> results = new ArrayList<>();
        try (Servers servers = new Servers(context);
                Clients clients = new Clients(context)) {
            CompareRows rows = new CompareRows(servers, clients, tools);
            for (String id : ids) {
                CompareRow row = rows.row(id);
                if (!row.competitors().isEmpty()) {
                    results.add(rounds.run(row));
                }
            }
        }
        return results;
    }

    private int inRange(String option, Optional<Integer> given, int otherwise, int max) {
        int value = given.orElse(otherwise);
        if (value < 1 || value > max) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 to " + max + ", was " + value);
        }
        return value;
    }

    private List<String> known(String option, List<String> given, List<String> otherwise, List<String> all) {
        for (String each : given) {
            if (!all.contains(each)) {
                throw new ParameterException(
                        spec.commandLine(), option + " has '" + each + "', allowed are " + String.join(", ", all));
            }
        }
        return given.isEmpty()
                ? otherwise
                : all.stream().filter(given::contains).toList();
    }
}
