package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.benchmark.peer.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs Wirebench beside other load generators and servers. Run by {@code benchmarks/compare}. */
@Command(
        name = "compare",
        description = "Runs Wirebench beside other load generators and servers, in rounds, and prints what each costs.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {"  0  everything was measured, whatever came out", "  1  something failed to run", "  2  bad usage"})
public final class Compare implements Callable<Integer> {

    private static final List<String> QUICK_TOOLS = List.of(Tools.OWN, Tools.C, Tools.WRK);

    private final Path home = Path.of(System.getProperty("wirebench.home"));

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "That are kept, 1 to 1000. Default: 7, quick 3.")
    private Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "Of each trial, 1 to 600. Default: 2, quick 1.")
    private Integer seconds;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Some of ${COMPLETION-CANDIDATES}.",
            completionCandidates = RowIds.class)
    private List<String> only;

    @Option(
            names = "--tools",
            split = ",",
            paramLabel = "TOOL",
            description = "Some of ${COMPLETION-CANDIDATES}.",
            completionCandidates = ToolNames.class)
    private List<String> wanted;

    @Option(names = "--quick", description = "own, c and wrk in the most important rows: within 90 s.")
    private boolean isQuick;

    static final class RowIds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        RowIds() {
            super(Rows.IDS);
        }
    }

    static final class ToolNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        ToolNames() {
            super(Tools.NAMES);
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("compare: " + (e instanceof RuntimeException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        int count = inRange("--rounds", rounds, isQuick ? 3 : 7, 1000);
        int length = inRange("--seconds", seconds, isQuick ? 1 : 2, 600);
        List<String> ids = known("--only", only, isQuick ? Rows.QUICK : Rows.IDS, Rows.IDS);
        List<String> asked =
                new ArrayList<>(known("--tools", wanted, isQuick ? QUICK_TOOLS : Tools.NAMES, Tools.NAMES));
        ids.stream().flatMap(id -> Rows.targets(id).stream()).distinct().forEach(asked::add);
        Path target = home.resolve("benchmarks/target");
        Tools tools = Tools.find(target, asked);
        List<String> possible = ids.stream().filter(id -> isPossible(id, tools)).toList();
        Pinning pinning = Pinning.of(
                System.getenv("PIN"), Runtime.getRuntime().availableProcessors(), Installed.isOnPath("taskset"));
        Path printed = Files.createDirectories(target.resolve("compare"));
        List<Compared> rows = measure(new Bench(new Children(), pinning, printed, length), tools, possible, count);
        List<String> leftOut = ids.stream().filter(id -> !possible.contains(id)).toList();
        Comparison comparison = new Comparison(
                startedAt, length, count, tools.versions(), Comparison.notes(pinning, tools, leftOut), rows);
        Files.writeString(target.resolve("compare.json"), CompareData.of(comparison));
        System.out.print(CompareTable.toMarkdown(comparison));
        return comparison.hasFailures() ? 1 : 0;
    }

    private static List<Compared> measure(Bench bench, Tools tools, List<String> ids, int count)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds(count, bench.folder(), System.err::println);
        List<Compared> compared = new ArrayList<>();
        try (Servers servers = new Servers(bench, new Echo(bench, tools.echo(), List.of()));
                Clients clients = new Clients(bench, tools)) {
            Rows rows = new Rows(servers, clients, tools);
            for (String id : ids) {
                Row row = rows.row(id);
                if (!row.contenders().isEmpty()) {
                    compared.add(rounds.run(row));
                }
            }
        }
        return compared;
    }

    private static boolean isPossible(String id, Tools tools) {
        return !Rows.needsItsTargets(id) || Rows.targets(id).stream().allMatch(tools::has);
    }

    private int inRange(String option, Integer given, int otherwise, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new ParameterException(spec.commandLine(), option + " was " + given + ", allowed is 1 to " + most);
        }
        return given == null ? otherwise : given;
    }

    private List<String> known(String option, List<String> given, List<String> otherwise, List<String> all) {
        if (given == null) {
            return otherwise;
        }
        for (String each : given) {
            if (!all.contains(each)) {
                throw new ParameterException(
                        spec.commandLine(), option + " has '" + each + "', allowed are " + String.join(", ", all));
            }
        }
        return all.stream().filter(given::contains).toList();
    }
}
