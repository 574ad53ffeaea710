package dev.wirebench.gates;

import dev.wirebench.gates.judge.GateJudge;
import dev.wirebench.gates.judge.Reference;
import dev.wirebench.gates.judge.Slots;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.export.GateText;
import dev.wirebench.report.export.OutputKind;
import dev.wirebench.report.export.Outputs;
import dev.wirebench.report.export.Results;
import dev.wirebench.report.page.Report;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gates of a plan have come to in a run that has ended, and the files that say so. Immutable. */
public final class GateOutcome {

    /** Written into every run folder that is judged. */
    private static final List<OutputKind> ALWAYS = List.of(OutputKind.JUNIT, OutputKind.MARKDOWN);

    public static final Path STANDARD_OUTPUT = Path.of("-");

    private final RunFolder folder;
    private final Run run;
    private final GateReport report;

    private GateOutcome(RunFolder folder, Run run, GateReport report) {
        this.folder = folder;
        this.run = run;
        this.report = report;
    }

    /**
     * Reads the run once, for the gates and for everything that is written of it.
     * A baseline that was measured in turn with the run lies beside it.
     *
     * @param plan of the run, perhaps with other gates
     * @param named a run to compare with, instead of the one that this run was compared with when it was measured
     */
    public static GateOutcome of(RunFolder folder, Plan plan, Optional<Reference> named) throws IOException {
        RunRecord record = folder.read();
        Optional<Reference> reference = named.isPresent() ? named : own(folder, record);
        Slots slots = Slots.of(record);
        Run run = Run.read(folder, slots::read);
        GateReport report = new GateJudge(plan).judge(slots, reference, source(record, plan.gates()));
        return new GateOutcome(folder, run, report);
    }

    private static Optional<Reference> own(RunFolder run, RunRecord record) throws IOException {
        Optional<String> interleaved = record.link(RunLink.BASELINE);
        if (interleaved.isPresent()) {
            RunFolder beside = RunFolder.open(run.path().resolveSibling(interleaved.get()));
            return Optional.of(Reference.interleaved(Slots.read(beside)));
        }
        Optional<String> stored = record.link(RunLink.STORED_BASELINE);
        return stored.isEmpty() ? Optional.empty() : Optional.of(stored(RunFolder.open(Path.of(stored.get()))));
    }

    public static Reference stored(RunFolder run) throws IOException {
        return Reference.stored(run.path().toString(), Slots.read(run));
    }

    /** Whether there is anything to judge the run by: only runs whose gates were measured are judged again. */
    public static boolean isGated(RunRecord run) {
        return run.link(RunLink.GATE_PLAN).isPresent();
    }

    /** Where the rules stand, if the plan's file still has them. */
    private static Optional<GateReport.Source> source(RunRecord record, List<Gate> gates) {
        Optional<Path> file = record.link(RunLink.GATE_PLAN).map(Path::of).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean isSame = PlanFile.read(file.get()).gates().equals(gates);
            return isSame
                    ? Optional.of(new GateReport.Source(fromCheckout(file.get()), PlanFile.gateLines(file.get())))
                    : Optional.empty();
        } catch (PlanException e) {
            // It has been changed since, and is no plan at the moment.
            return Optional.empty();
        }
    }

    /** As CI systems name the files that they annotate. */
    private static String fromCheckout(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        for (String name : new String[] {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"}) {
            String checkout = System.getenv(name);
            if (checkout != null && absolute.startsWith(checkout)) {
                return Path.of(checkout).relativize(absolute).toString();
            }
        }
        return file.toString();
    }

    /** Makes the page, the summary and what every CI system reads again, with the gates; then the wanted files. */
    public void write(Map<OutputKind, Path> wanted, PrintStream out) throws IOException {
        Report.write(comparison(), folder, Optional.of(report));
        Results results = Results.of(Optional.of(report), run, folder, Optional.ofNullable(commit()));
        for (OutputKind kind : ALWAYS) {
            Outputs.write(kind, folder.path().resolve(kind.fileName()), results);
        }
        for (Map.Entry<OutputKind, Path> output : wanted.entrySet()) {
            if (output.getValue().equals(STANDARD_OUTPUT)) {
                out.print(Outputs.text(output.getKey(), results));
            } else {
                Outputs.write(output.getKey(), output.getValue(), results)
                        .map(SafeText::line)
                        .ifPresent(out::println);
            }
        }
    }

    /** As CI systems name the commit that they are about. */
    private static String commit() {
        for (String name : new String[] {"GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT"}) {
            if (System.getenv(name) != null) {
                return System.getenv(name);
            }
        }
        return null;
    }

    public void print(PrintStream out) {
        out.println();
        GateText.lines(report).forEach(out::println);
        out.flush();
    }

    public GateReport report() {
        return report;
    }

    /** The run as it was read. */
    public Comparison comparison() {
        return new Comparison(List.of(run));
    }

    /** In one line. */
    public String outcome() {
        List<String> lines = GateText.lines(report);
        return lines.get(lines.size() - 1);
    }

    /** Whether every gate has passed, as the plan lets them count. */
    public boolean isPassed() {
        return report.outcome().equals(Optional.of(Decision.PASS));
    }
}
