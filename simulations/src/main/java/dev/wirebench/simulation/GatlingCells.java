package dev.wirebench.simulation;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.wirebench.harness.run.Session;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A session's cells as successive Gatling populations; each delivers its result when it ends. */
final class GatlingCells {

    private final List<CellRun> warmUps = new ArrayList<>();
    private final List<CellRun> runs = new ArrayList<>();
    private final Session session;
    private final StopSignal stop;
    private volatile Exception failure;

    GatlingCells(Session session, StopSignal stop) {
        this.session = session;
        this.stop = stop;
        Plan plan = session.plan();
        for (Load load : loads(plan)) {
            for (Cell cell : plan.cells()) {
                runs.add(run(CellSpec.of(plan, session.target(), cell, load)));
            }
        }
        for (CellRun run : runs.subList(0, plan.cells().size())) {
            warmUps.add(run(run.spec().warmUpOnly()));
        }
    }

    /**
     * The open loads, unless the plan has none: under a closed load Gatling would log a hundred thousand records a second and
     * take longer to read them than to write them.
     */
    private static List<Load> loads(Plan plan) {
        List<Load> open =
                plan.load().stream().filter(Load.Open.class::isInstance).toList();
        return open.isEmpty() ? plan.load() : open;
    }

    private CellRun run(CellSpec spec) {
        return new CellRun(spec, session.meter(), stop, Clock.SYSTEM);
    }

    /** All cells, after a warm-up of each. */
    PopulationBuilder population() {
        List<PopulationBuilder> inOrder = Stream.concat(warmUps.stream(), runs.stream())
                .map(this::population)
                .toList();
        PopulationBuilder first = inOrder.get(0);
        for (PopulationBuilder next : inOrder.subList(1, inOrder.size())) {
            first = first.andThen(next);
        }
        return first;
    }

    private PopulationBuilder population(CellRun run) {
        CellSpec spec = run.spec();
        return scenario(spec.scenario())
                .exec(session -> new VirtualUser(run).in(session))
                .exec(GatlingScript.of(spec))
                .exec(session -> {
                    leave(run);
                    return session;
                })
                .injectOpen(atOnceUsers(spec.key().load().connections()));
    }

    /** Keeps exceptions, which Gatling would only log. */
    private void leave(CellRun run) {
        try {
            Optional<BlockResult> result = run.leave();
            if (result.isPresent()) {
                session.add(result.get());
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
            stop.stop("cannot save Gatling's result of " + run.spec().label());
        }
    }

    /** Asserts that every message of the measurement was answered and none failed. */
    List<Assertion> assertions() {
        List<Assertion> assertions = new ArrayList<>();
        for (CellRun run : runs) {
            String label = run.spec().label();
            long intended = run.intendedMessages();
            assertions.add(details(label).failedRequests().count().is(0L));
            assertions.add(
                    intended < 0
                            ? details(label).successfulRequests().count().gt(0L)
                            : details(label).successfulRequests().count().is(intended));
        }
        return assertions;
    }

    /** @throws IllegalStateException if a result could not be saved */
    void rethrowFailure() {
        if (failure != null) {
            throw new IllegalStateException(stop.reason().orElseThrow(), failure);
        }
    }
}
