package dev.wirebench.cli;

import dev.wirebench.harness.progress.ConsoleProgress;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.run.MeasurementLoop;
import dev.wirebench.harness.run.Session;
import dev.wirebench.harness.systems.Home;
import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.lab.truth.CellGrade;
import dev.wirebench.lab.truth.Truth;
import dev.wirebench.lab.truth.TruthTable;
import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.model.text.Similar;
import dev.wirebench.model.text.WholeFile;
import dev.wirebench.report.export.ResultDocument;
import dev.wirebench.report.page.Report;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirebench truth}: is what Wirebench prints right? Runs against scripted targets and grades the percentiles. */
@Command(
        name = "truth",
        description = "Measures scripted targets with known percentiles, and grades the result.",
        mixinStandardHelpOptions = true)
final class TruthCommand implements Callable<Integer> {

    static final List<String> SCHEDULES = List.of("T0", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9");

    /** So large a share of the percentiles may be wrong before the command fails: stalls of a shared machine hit maxima. */
    private static final double WRONG_ALLOWED = 0.02;

    /** How many messages the connections carry in turn, besides the kept ones of the plans. */
    private static final List<Long> OTHER_LIFETIMES = List.of(10L, 1L);

    /** Only a run that is VALID is graded; others are done again, the last of so many is graded whatever it is. */
    private static final int ATTEMPTS = 3;

    private static final double BRIEF_WARM_UP_SECONDS = 0.2;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(
            names = "--quick",
            description =
                    "Short forms of the schedules on kept connections, about a minute. Its grades are a report: only"
                            + " an error of accounting fails.")
    private boolean isQuick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SCHEDULE",
            description = "Some of T0 to T9 instead of all; plans/truth/ describes them.")
    private List<String> only = SCHEDULES;

    @Mixin
    private ResultsOption results;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        List<Plan> plans = plans();
        Path folder = Files.createDirectories(results.writable().resolve(UTC.format(Instant.now()) + "-truth-PARTIAL"));
        List<Run> runs = new ArrayList<>();
        List<CellGrade> grades = new ArrayList<>();
        for (Plan plan : plans) {
            Graded graded = run(plan, plans.subList(plans.indexOf(plan) + 1, plans.size()), folder);
            Verdict verdict = graded.finished.verdict();
            if (verdict.validity() == Verdict.Validity.PARTIAL) {
                System.err.println(SafeText.line("stopped: " + String.join("; ", verdict.reasons())));
                json.print(new ResultDocument("truth", ExitCode.NOT_VALID)
                        .withRuns(graded.comparison, List.of(graded.finished.folder())));
                return ExitCode.NOT_VALID;
            }
            Run run = graded.comparison.runs().get(0);
            runs.add(run);
            grades.addAll(Truth.grade(run, graded.finished.folder(), intendedNs(plan), 0));
        }
        TruthTable table = new TruthTable(grades);
        write(folder.resolve("truth.json"), table.toJson());
        write(folder.resolve("summary.md"), table.toMarkdown());
        Report.write(new Comparison(runs), folder.resolve("index.html"));
        Path whole = folder.resolveSibling(folder.getFileName().toString().replace("-PARTIAL", ""));
        Files.move(folder, whole);
        Path page = whole.resolve("index.html");
        json.text().println(table.toText());
        json.text().println(SafeText.line("grades  " + whole.resolve("truth.json")));
        json.text().println("page    " + page.toAbsolutePath().toUri());
        int exitCode = isPassed(table) ? ExitCode.PASSED : ExitCode.FAILED;
        json.print(new ResultDocument("truth", exitCode)
                .with("truth", table.toTree(whole))
                .withPage(page));
        return exitCode;
    }

    private static void write(Path file, String text) throws IOException {
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8), "the runs themselves are kept");
    }

    private boolean isPassed(TruthTable table) {
        boolean isRight = isQuick || table.count() - table.right() <= WRONG_ALLOWED * table.count();
        return table.accountingErrors() == 0 && isRight;
    }

    private List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (String schedule : only) {
            Plan plan = PlanFile.read(file(schedule));
            plans.add(plan);
            if (!isQuick) {
                OTHER_LIFETIMES.forEach(messages -> plans.add(plan.withCells(plan.cells().stream()
                        .map(cell -> new Cell(cell.protocol(), messages))
                        .toList())));
            }
        }
        return plans;
    }

    private Path file(String schedule) {
        if (!SCHEDULES.contains(schedule)) {
            throw new PlanException("unknown schedule '" + schedule + "', there are " + String.join(", ", SCHEDULES)
                    + Similar.hint(schedule, SCHEDULES));
        }
        return Home.path()
                .resolve(isQuick ? "plans/truth/quick" : "plans/truth")
                .resolve(schedule + ".yaml");
    }

    /** A run that is to be graded, as it was read. */
    private record Graded(Session.Finished finished, Comparison comparison) {}

    private Graded run(Plan plan, List<Plan> later, Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Progress progress = ConsoleProgress.of(System.err).followedBy(later);
            Session.Finished finished = run(plan, folder, attempt, progress);
            Comparison comparison = finished.report();
            Verdict verdict = finished.verdict();
            boolean isLast = isQuick || attempt == ATTEMPTS || verdict.validity() == Verdict.Validity.PARTIAL;
            if (verdict.isValid() || isLast) {
                return new Graded(finished, comparison);
            }
            System.err.println(
                    SafeText.line("again, it was " + verdict.validity() + ": " + String.join("; ", verdict.reasons())));
        }
    }

    private Session.Finished run(Plan plan, Path folder, int attempt, Progress progress) throws IOException {
        System.err.println(plan.name() + " " + plan.cells() + (attempt == 1 ? "" : ", attempt " + attempt));
        try (Session session = Session.open(plan, folder, progress, AnatomyCapture::ofRun)) {
            if (isQuick) {
                session.warmUpBriefly(BRIEF_WARM_UP_SECONDS);
            } else {
                session.settle();
            }
            session.measure(MeasurementLoop.of(plan));
            return session.finish();
        }
    }

    /** When the plan's messages are intended, from the start. */
    private static long[] intendedNs(Plan plan) {
        Load.Open load = (Load.Open) plan.load().get(0);
        long lengthNs = plan.phases().warmUpNs() + plan.phases().measurementNs();
        Schedule schedule = Schedule.of(load, lengthNs, plan.seed());
        return LongStream.generate(schedule::nextSendNs)
                .takeWhile(offsetNs -> offsetNs != Schedule.END)
                .toArray();
    }
}
