package dev.wirebench.simulation;

import io.gatling.commons.stats.Status;
import io.gatling.core.action.Action;
import io.gatling.core.action.SessionHook;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.Optional;
import java.util.function.BiFunction;
import scala.Option;

/**
 * A custom step in a Gatling scenario; a subclass calls {@link #proceed} when it is done.
 *
 * <p>Extends Gatling's own hook, because the interface above has members that only Scala can implement. Shared by all users;
 * mutable state is in the {@link VirtualUser}.
 */
abstract class UserAction extends SessionHook {

    private static final Status OK = Status.apply("OK");
    private static final Status KO = Status.apply("KO");

    private final ScenarioContext context;

    UserAction(String name, ScenarioContext context, Action next) {
        super(null, name, context.coreComponents().statsEngine(), next);
        this.context = context;
    }

    /** Adapts an action to the Java DSL. */
    static ActionBuilder builder(BiFunction<ScenarioContext, Action, Action> constructor) {
        io.gatling.core.action.builder.ActionBuilder inScala = constructor::apply;
        return () -> inScala;
    }

    abstract void execute(VirtualUser user, Session session);

    @Override
    public final void execute(Session session) {
        execute(VirtualUser.of(session), session);
    }

    final void proceed(Session session) {
        next().$bang(session);
    }

    final long nowMs() {
        return context.coreComponents().clock().nowMillis();
    }

    /** Adds a request to Gatling's report, and proceeds. @param error empty if it succeeded */
    final void report(Session session, String request, long startMs, Optional<String> error) {
        statsEngine()
                .logResponse(
                        session.scenario(),
                        session.groups(),
                        request,
                        startMs,
                        nowMs(),
                        error.isEmpty() ? OK : KO,
                        Option.empty(),
                        Option.apply(error.orElse(null)));
        proceed(error.isEmpty() ? session : session.markAsFailed());
    }
}
