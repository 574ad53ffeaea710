package dev.wirebench.simulation;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;

import dev.wirebench.model.service.Protocol;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.function.Function;

/** Steps of a cell's users in one protocol: open a connection, exchange messages, close. */
interface GatlingScript {

    /** The scripts of the protocols that Gatling speaks. */
    Map<Protocol, Function<CellSpec, GatlingScript>> SCRIPTS = Map.of(
            Protocol.HTTP, HttpScript::new, Protocol.WEBSOCKET, WebSocketScript::new, Protocol.RAW, RawScript::new);

    /** Opens the user's connection before its first message. @param suffix of request names in Gatling's report */
    ChainBuilder open(String suffix);

    /** Exchanges one message, on a new connection if there is none, and ends it. */
    ChainBuilder exchange(String suffix);

    /** Closes the user's connection if there is one. */
    ChainBuilder close(String suffix);

    /** The whole scenario of a user. */
    static ChainBuilder of(CellSpec spec) {
        GatlingScript script = SCRIPTS.get(spec.cell().protocol()).apply(spec);
        ChainBuilder opening = spec.cell().isLong() ? script.open(CellSpec.WARM_UP) : exec(session -> session);
        return exec(opening)
                .exec(rendezVous(spec.key().load().connections()))
                .exec(session -> {
                    VirtualUser.of(session).start();
                    return session.markAsSucceeded();
                })
                .exec(asLongAs(session -> VirtualUser.of(session).takeNext(), "messages")
                        .on(exec(UserAction.builder(AwaitIntended::new))
                                .exec(doIf(session -> VirtualUser.of(session).begin())
                                        .then(inEitherPhase(script)))))
                .exec(script.close(CellSpec.WARM_UP));
    }

    private static ChainBuilder inEitherPhase(GatlingScript script) {
        return doIfOrElse(session -> VirtualUser.of(session).isWarmUp())
                .then(message(script, CellSpec.WARM_UP))
                .orElse(message(script, ""));
    }

    private static ChainBuilder message(GatlingScript script, String suffix) {
        return script.exchange(suffix)
                .exec(doIf(session -> VirtualUser.of(session).isConnectionSpent())
                        .then(script.close(suffix)))
                .exec(session -> session.isFailed() ? session.markAsSucceeded() : session);
    }
}
