package dev.wirebench.benchmark;

import dev.wirebench.benchmark.peer.ApacheBench;
import dev.wirebench.benchmark.peer.Autocannon;
import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.benchmark.peer.Hey;
import dev.wirebench.benchmark.peer.OwnTrial;
import dev.wirebench.benchmark.peer.OwnTruth;
import dev.wirebench.benchmark.peer.Peer;
import dev.wirebench.benchmark.peer.PeerTrial;
import dev.wirebench.benchmark.peer.PeersData;
import dev.wirebench.benchmark.peer.PeersTable;
import dev.wirebench.benchmark.peer.Question;
import dev.wirebench.benchmark.peer.Stopped;
import dev.wirebench.benchmark.peer.ToolGrades;
import dev.wirebench.benchmark.peer.Wrk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Grades other tools by the truth test, and prints them beside Wirebench. Run by {@code benchmarks/peers}. */
@Command(
        name = "peers",
        description =
                "Has other tools measure scripted targets whose percentiles are known, and grades what they print.",
        mixinStandardHelpOptions = true)
public final class Peers implements Callable<Integer> {

    private static final List<String> SCHEDULES = List.of("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9");

    /** What T10 stops. */
    private static final String STOPPED = "T1";

    private final Path home = Path.of(System.getProperty("wirebench.home"));
    private final Path benchmarks = home.resolve("benchmarks/target");
    private final Path printed = benchmarks.resolve("peers");
    private final Children children = new Children();

    @Option(names = "--quick", description = "The short forms of the schedules, in plans/truth/quick.")
    private boolean isQuick;

    @Option(names = "--only", split = ",", paramLabel = "SCHEDULE", description = "Some of T1 to T9 instead of all.")
    private List<String> only = SCHEDULES;

    @Option(names = "--tools", split = ",", paramLabel = "TOOL", description = "Some of wrk, hey, ab, autocannon.")
    private List<String> tools = List.of("wrk", "hey", "ab", "autocannon");

    @Option(
            names = "--truth",
            paramLabel = "FOLDER",
            description = "Of wirebench truth, for Wirebench's own row. Default: the newest results/*-truth that has"
                    + " these schedules; wirebench truth is run where there is none.")
    private Path truth;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Peers())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("peers: " + (e instanceof RuntimeException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        Files.createDirectories(printed);
        Path plans = home.resolve(isQuick ? "plans/truth/quick" : "plans/truth");
        List<Question> questions =
                only.stream().map(schedule -> Question.read(plans, schedule)).toList();
        List<String> missing = new ArrayList<>();
        List<PeerTrial> trials = trials(missing);
        OwnTruth own = ownTruth(questions);
        for (Question question : questions) {
            for (PeerTrial trial : trials) {
                System.err.println(question.schedule() + " " + trial.tool());
                trial.ask(question);
            }
        }
        List<ToolGrades> rows = new ArrayList<>();
        rows.add(ownRow(own, stop(questions, trials)));
        trials.forEach(trial -> rows.add(trial.result()));
        PeersTable table = new PeersTable(only, rows, notes(own, missing));
        Files.writeString(benchmarks.resolve("peers.json"), PeersData.of(table, startedAt));
        System.out.print(table.toMarkdown());
        return 0;
    }

    private List<PeerTrial> trials(List<String> missing) {
        List<Peer> peers = List.of(
                new Wrk(),
                new Hey(),
                new ApacheBench(),
                new Autocannon(benchmarks.resolve("autocannon/node_modules/autocannon")));
        List<String> names = peers.stream().map(Peer::name).toList();
        if (!names.containsAll(tools)) {
            throw new IllegalArgumentException("unknown tool in " + tools + ", there are " + names);
        }
        List<PeerTrial> trials = new ArrayList<>();
        for (Peer peer : peers) {
            if (tools.contains(peer.name())) {
                peer.version()
                        .ifPresentOrElse(
                                version -> trials.add(new PeerTrial(peer, version, children, printed)),
                                () -> missing.add(peer.name()));
            }
        }
        return trials;
    }

    private OwnTruth ownTruth(List<Question> questions) throws IOException, InterruptedException {
        if (truth != null) {
            return OwnTruth.read(truth, questions);
        }
        Path results = home.resolve("results");
        Optional<OwnTruth> newest = OwnTruth.newest(results, questions);
        if (newest.isEmpty()) {
            System.err.println("wirebench truth, as results/ has none of these schedules");
            new OwnTrial(children, home, printed).measureTruth(results, isQuick, only);
            newest = OwnTruth.newest(results, questions);
        }
        return newest.orElseThrow(() -> new IOException("wirebench truth failed, see " + printed));
    }

    /** Has every tool stopped in the middle, Wirebench the last. */
    private Optional<Stopped> stop(List<Question> questions, List<PeerTrial> trials)
            throws IOException, InterruptedException {
        Optional<Question> stopped = questions.stream()
                .filter(question -> question.schedule().equals(STOPPED))
                .findFirst();
        if (stopped.isEmpty()) {
            return Optional.empty();
        }
        for (PeerTrial trial : trials) {
            System.err.println("T10 " + trial.tool());
            trial.stop(stopped.get());
        }
        System.err.println("T10 wirebench");
        return Optional.of(new OwnTrial(children, home, printed).stop(stopped.get()));
    }

    private static ToolGrades ownRow(OwnTruth own, Optional<Stopped> stopped) {
        return new ToolGrades(
                "Wirebench",
                "",
                "as planned",
                own.grades(),
                own.rightByReplay() + " of " + own.countByReplay() + " by what the target logged",
                stopped);
    }

    private List<String> notes(OwnTruth own, List<String> missing) {
        List<String> notes = new ArrayList<>();
        notes.add("n/m: m of p50, p90, p95, p99, p99.9 and the largest were printed, and n are within 0.25 ms or 1 % of"
                + " what the closed form of the plan gives, from the intended send. What a tool does not print is not"
                + " counted. Where a message is never answered (T9: p99.9, largest), anything from the time-out on is"
                + " right.");
        notes.add(
                "Closed loop: the tool cannot be asked for a rate, so it is not asked the same question. It gets as many"
                        + " connections as come to about the plan's rate at the script's service time, and is graded all the"
                        + " same, as this is what its user reads.");
        notes.add(
                "The others share the plan's rate out among the plan's connections. Where these send together, a target that"
                        + " works on one message after the other sees bursts.");
        notes.add("ab and autocannon print whole milliseconds, hey tenths.");
        notes.add("cannot: none of the tools knows random arrivals.");
        notes.add("T5, T6 and T7 are random: by the formula, a run of this length may be wrong by chance.");
        notes.add("Wirebench: http-long of " + home.relativize(own.folder().toAbsolutePath())
                + ". What the target logged is when it released each answer; it allows for chance and for a machine that stops."
                + own.verdictOfT1()
                        .map(verdict -> " T1, not stopped, was " + verdict + ".")
                        .orElse(""));
        if (!missing.isEmpty()) {
            notes.add("Not installed: " + String.join(", ", missing) + ".");
        }
        return notes;
    }
}
