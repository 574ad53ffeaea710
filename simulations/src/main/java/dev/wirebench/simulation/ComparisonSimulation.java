package dev.wirebench.simulation;

import static io.gatling.javaapi.http.HttpDsl.http;

import dev.wirebench.gates.Baselines;
import dev.wirebench.gates.GateMeasurement;
import dev.wirebench.gates.GateOutcome;
import dev.wirebench.gates.SlotLength;
import dev.wirebench.gates.judge.Reference;
import dev.wirebench.harness.progress.ConsoleProgress;
import dev.wirebench.harness.run.MeasurementLoop;
import dev.wirebench.harness.run.RunOutput;
import dev.wirebench.harness.run.Session;
import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.loadgen.Destinations;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SafeText;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures a plan with both instruments into one run folder: first its cells in Gatling, one after the other, then the
 * blocks of Wirebench's generator.
 *
 * <p>System properties: {@code wirebench.plan}, a file relative to the checkout (default: {@code plans/comparison.yaml});
 * {@code wirebench.cells}, the cells to measure, such as {@code http-short,raw-long} (default: the plan's).
 */
public final class ComparisonSimulation extends Simulation {

    private static final String DEFAULT_PLAN = "plans/comparison.yaml";

    /** Not 2, which Gatling's Maven plugin takes for a failed assertion. */
    private static final int BAD_PLAN = 1;

    private final StopSignal stop = new StopSignal();
    private final Session session;
    private final Path planFile = home().resolve(System.getProperty("wirebench.plan", DEFAULT_PLAN));
    private Optional<Reference> stored = Optional.empty();
    private final GatlingCells cells;

    /**
     * Starts the targets and computes every schedule; an invalid plan ends the process with a one-line error.
     *
     * @throws UncheckedIOException if results cannot be saved
     */
    public ComparisonSimulation() {
        ParentWatch.begin();
        session = open();
        try {
            session.onStop(stop::stop);
            cells = new GatlingCells(session, stop);
            setUp(cells.population())
                    .protocols(http.disableWarmUp()
                            .disableCaching()
                            .disableAutoReferer()
                            .disableFollowRedirect()
                            .hostNameAliases(addresses(session.target())))
                    .assertions(cells.assertions().toArray(Assertion[]::new));
        } catch (PlanException e) {
            session.close();
            throw refuse(e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.stop("interrupted by a signal"), "stop-users"));
    }

    private Session open() {
        Path home = home();
        Path results = home.resolve("results");
        String names = System.getProperty("wirebench.cells");
        try {
            Plan plan = PlanFile.read(planFile);
            plan = names == null ? plan : plan.withCells(parse(names));
            if (!plan.systems().isEmpty()) {
                throw new PlanException(planFile + ": Gatling cannot measure systems; use './wirebench run'");
            }
            CellSpec.requireMeasurable(plan, planFile);
            SlotLength.check(plan, Optional.of(planFile));
            plan = plan.gates().isEmpty() ? plan.withoutBaseline() : plan;
            if (plan.baseline() == null) {
                Optional<RunFolder> saved = new Baselines(results).find(plan);
                stored = saved.isPresent() ? Optional.of(GateOutcome.stored(saved.get())) : Optional.empty();
            }
            return Session.open(plan, results, ConsoleProgress.of(System.out), AnatomyCapture::ofRun);
        } catch (PlanException | IllegalArgumentException e) {
            throw refuse(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gatling would print the message within forty lines of stack trace. */
    private static RuntimeException refuse(RuntimeException e) {
        e.getMessage().lines().map(SafeText::line).forEach(System.err::println);
        System.exit(BAD_PLAN);
        return e;
    }

    /** Makes Gatling connect to the addresses that passed the preflight, instead of resolving names itself. */
    private static Map<String, List<String>> addresses(Target target) {
        return target.services().values().stream()
                .map(Service::url)
                .collect(Collectors.toMap(
                        URI::getHost,
                        url -> List.of(Destinations.SYSTEM.of(url).getAddress().getHostAddress()),
                        (one, same) -> one));
    }

    private static Path home() {
        return Path.of(System.getProperty("wirebench.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    private static List<Cell> parse(String names) {
        return Arrays.stream(names.split(",")).map(Cell::parse).toList();
    }

    /** Notes the folder of Gatling's report, which Gatling does not tell and writes when this simulation has ended. */
    private void noteReport() throws IOException {
        Path all = home().resolve("simulations/target/gatling");
        try (Stream<Path> reports = Files.list(all)) {
            reports.map(report -> report.getFileName().toString())
                    .filter(name -> name.startsWith("comparisonsimulation-"))
                    .max(Comparator.naturalOrder())
                    .ifPresent(name -> session.link(
                            RunLink.GATLING_REPORT, "../../simulations/target/gatling/" + name + "/index.html"));
        } catch (NoSuchFileException e) {
            // The report is written elsewhere.
        }
    }

    /** Measures with Wirebench's generator, Gatling being idle; an exception from here fails the build. */
    @Override
    public void after() {
        try (session) {
            cells.rethrowFailure();
            stop.reason().ifPresent(session::stop);
            noteReport();
            boolean isGated = !session.plan().gates().isEmpty();
            if (isGated) {
                GateMeasurement.measure(session, planFile, stored);
            } else {
                session.warmUp();
                session.measure(MeasurementLoop.of(session.plan()));
            }
            Session.Finished finished = session.finish();
            boolean isPartial = finished.verdict().validity() == Verdict.Validity.PARTIAL;
            if (isGated && !isPartial) {
                judge(finished);
            } else {
                RunOutput.print(finished, finished.report(), System.out);
            }
            if (isPartial) {
                throw new IllegalStateException(
                        "the run is PARTIAL: " + finished.verdict().reasons());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void judge(Session.Finished finished) throws IOException {
        GateOutcome judgement = GateOutcome.of(finished.runs().get(0), session.plan(), stored);
        RunOutput.print(finished, judgement.comparison(), System.out);
        judgement.print(System.out);
        judgement.write(Map.of(), System.out);
        if (!judgement.isPassed()) {
            throw new IllegalStateException("the gates of " + session.plan().name() + ": " + judgement.outcome());
        }
    }
}
