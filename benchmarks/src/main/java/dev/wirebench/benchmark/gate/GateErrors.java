package dev.wirebench.benchmark.gate;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.MarkdownTable;
import dev.wirebench.benchmark.TargetServer;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.gates.GateMeasurement;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.run.Session;
import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.model.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes real gate decisions with a known correct outcome, and counts the errors. */
@Command(
        name = "gates",
        description = "Takes real gate decisions with a known correct outcome, and counts how they end.",
        mixinStandardHelpOptions = true)
public final class GateErrors implements Callable<Integer> {

    private static final int PER_EXPERIMENT = 10;

    /** A plan read only for its script. */
    private static final String STEADY_PLAN =
            "name: steady\ncells: [http-long]\nload: [{kind: closed, connections: 1}]\n"
                    + "phases: {warmUpSeconds: 0, measurementSeconds: 1}\nscript: ";

    /** The more messages of a slot lie beyond the percentile, the shorter the slot can be. */
    private static final String SHORT_SLOTS = "p95";

    private static final String LONG_SLOTS = "p99";

    @Option(
            names = "--short",
            defaultValue = "30",
            description = "Decisions on p95 of a process compared with itself (default: ${DEFAULT-VALUE}); three"
                    + " quarters as many on one whose answers take 10 %% longer.")
    private int shortSlots;

    @Option(
            names = "--long",
            defaultValue = "10",
            description = "The same on p99, with twice as many on the slower one (default: ${DEFAULT-VALUE}).")
    private int longSlots;

    @Option(
            names = "--closed",
            defaultValue = "40",
            description = "Decisions on throughput of a process compared with itself (default: ${DEFAULT-VALUE}); three"
                    + " fifths as many on one that is 5 %% slower, one fifth on two processes of the same build.")
    private int closed;

    public static void main(String[] args) {
        BenchmarkMain.run(new GateErrors(), args);
    }

    @Override
    public Integer call() throws IOException {
        ChildProcesses children = new ChildProcesses();
        Path results = Files.createTempDirectory("gates");
        MarkdownTable table = DecisionCounts.table();
        Path script = results.resolve("steady.yaml");
        Files.writeString(script, STEADY_PLAN + GateScenario.STEADY.toJson() + "\n");
        try (TargetServer steady = TargetServer.start(children, List.of(), List.of("--script", script.toString()))) {
            table.add(decide(GateScenario.same(steady.echo(), SHORT_SLOTS, PER_EXPERIMENT), shortSlots, results));
            table.add(decide(GateScenario.same(steady.echo(), LONG_SLOTS, PER_EXPERIMENT), longSlots, results));
        }
        table.add(decide(GateScenario.slower(SHORT_SLOTS, PER_EXPERIMENT), shortSlots * 3 / 4, results));
        table.add(decide(GateScenario.slower(LONG_SLOTS, PER_EXPERIMENT), 2 * longSlots, results));
        table.add(decide(GateScenario.less(PER_EXPERIMENT), closed * 3 / 5, results));
        try (TargetServer echo = TargetServer.start(children, List.of(), List.of())) {
            table.add(decide(GateScenario.same(echo.echo(), PER_EXPERIMENT), closed, results));
        }
        table.add(decide(GateScenario.rebuilt(), closed / 5, results));
        System.out.print(table);
        System.err.println("every slot: " + results);
        return 0;
    }

    private static Session open(Plan plan, Path results) throws IOException {
        return Session.open(plan, results, Progress.NONE, AnatomyCapture::ofRun);
    }

    private static List<String> decide(GateScenario scenario, int decisions, Path results) throws IOException {
        DecisionCounts counts = new DecisionCounts(scenario);
        for (int left = decisions; left > 0; left -= scenario.perSession()) {
            try (Session session = open(scenario.plan(), results)) {
                GateMeasurement.repeat(session, Math.min(left, scenario.perSession()), counts::add);
                session.finish();
            }
            System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + counts.row());
        }
        return counts.row();
    }
}
