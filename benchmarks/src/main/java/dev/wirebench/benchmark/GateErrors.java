package dev.wirebench.benchmark;

import dev.wirebench.benchmark.gate.Scenario;
import dev.wirebench.benchmark.gate.Tally;
import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.benchmark.peer.ServedTarget;
import dev.wirebench.harness.Anatomist;
import dev.wirebench.harness.Experiment;
import dev.wirebench.harness.GateTrial;
import dev.wirebench.harness.Progress;
import dev.wirebench.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes real decisions where the truth is known, and counts how often gates are right. */
@Command(
        name = "gates",
        description = "Takes real decisions of gates where the truth is known, and counts how often they are right.",
        mixinStandardHelpOptions = true)
public final class GateErrors implements Callable<Integer> {

    private static final int PER_EXPERIMENT = 10;

    /** What the served target is told stands in a plan of which only its script is read. */
    private static final String STEADY_PLAN =
            "name: steady\ncells: [http-long]\nload: [{kind: closed, connections: 1}]\n"
                    + "phases: {warmUpSeconds: 0, measurementSeconds: 1}\nscript: ";

    /** The more of a slot's messages lie beyond it, the shorter slots can be. */
    private static final String SHORT_SLOTS = "p95";

    private static final String LONG_SLOTS = "p99";

    @Option(
            names = "--short",
            defaultValue = "30",
            description = "Decisions on p95 about one process, compared with itself (default: ${DEFAULT-VALUE}); three"
                    + " quarters of it about one whose answers take a tenth longer.")
    private int shortSlots;

    @Option(
            names = "--long",
            defaultValue = "10",
            description = "The same on p99, and twice as many about the slower one (default: ${DEFAULT-VALUE}).")
    private int longSlots;

    @Option(
            names = "--closed",
            defaultValue = "40",
            description = "Decisions on throughput about one process, compared with itself (default: ${DEFAULT-VALUE});"
                    + " three fifths of it about one with a twentieth less, a fifth about two processes of one build.")
    private int closed;

    public static void main(String[] args) {
        System.exit(new CommandLine(new GateErrors()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path results = Files.createTempDirectory("gates");
        List<Tally> tallies = new ArrayList<>();
        Path script = results.resolve("steady.yaml");
        Files.writeString(script, STEADY_PLAN + Scenario.STEADY.toJson() + "\n");
        try (ServedTarget steady =
                ServedTarget.start(new Children(), List.of(), List.of("--script", script.toString()))) {
            tallies.add(decide(Scenario.same(steady.echo(), SHORT_SLOTS, PER_EXPERIMENT), shortSlots, results));
            tallies.add(decide(Scenario.same(steady.echo(), LONG_SLOTS, PER_EXPERIMENT), longSlots, results));
        }
        tallies.add(decide(Scenario.slower(SHORT_SLOTS, PER_EXPERIMENT), shortSlots * 3 / 4, results));
        tallies.add(decide(Scenario.slower(LONG_SLOTS, PER_EXPERIMENT), 2 * longSlots, results));
        tallies.add(decide(Scenario.less(PER_EXPERIMENT), closed * 3 / 5, results));
        try (ServedTarget echo = ServedTarget.start(new Children(), List.of(), List.of())) {
            tallies.add(decide(Scenario.same(echo.echo(), PER_EXPERIMENT), closed, results));
        }
        tallies.add(decide(Scenario.rebuilt(), closed / 5, results));
        System.out.println(Tally.head());
        tallies.forEach(tally -> System.out.println(tally.row()));
        System.err.println("every slot: " + results);
        return 0;
    }

    private static Experiment open(Plan plan, Path results) throws IOException {
        return Experiment.open(plan, results, Progress.NONE, Anatomist::ofRun);
    }

    private static Tally decide(Scenario scenario, int decisions, Path results) throws IOException {
        Tally tally = new Tally(scenario);
        for (int left = decisions; left > 0; left -= scenario.perExperiment()) {
            try (Experiment experiment = open(scenario.plan(), results)) {
                GateTrial.repeat(experiment, Math.min(left, scenario.perExperiment()), tally::add);
                experiment.finish();
            }
            System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + tally.row());
        }
        return tally;
    }
}
