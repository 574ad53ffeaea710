package dev.wirebench.simulation;

import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.service.WebSocketService;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Ws;
import io.gatling.javaapi.http.WsConnectActionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * WebSocket through Gatling's client.
 *
 * <p>The client always offers permessage-deflate, which targets must decline for a fair comparison. In Gatling's report each
 * send is a request of its own, and the answer has the cell's name.
 */
final class WebSocketScript implements GatlingScript {

    private static final String SOCKET = "websocket";

    private final CellSpec spec;
    private final WebSocketService target;

    WebSocketScript(CellSpec spec) {
        this.spec = spec;
        this.target = spec.target().service(WebSocketService.class);
    }

    @Override
    public ChainBuilder open(String suffix) {
        return exec(connect(suffix)).exec(WebSocketScript::noteHandshake);
    }

    @Override
    public ChainBuilder exchange(String suffix) {
        return doIf(session -> !VirtualUser.of(session).isConnected())
                .then(open(suffix))
                .exec(doIf(session -> VirtualUser.of(session).isConnected()).then(sendAndAwait(suffix)))
                .exec(WebSocketScript::finish)
                .exec(doIf(Session::isFailed).then(close(suffix)));
    }

    @Override
    public ChainBuilder close(String suffix) {
        return doIf(session -> session.contains(SOCKET))
                .then(exec(socket("close", suffix).close()).exec(session -> {
                    VirtualUser.of(session).disconnected();
                    return session.remove(SOCKET);
                }));
    }

    private Ws socket(String step, String suffix) {
        return ws(spec.label() + " " + step + suffix).wsName(SOCKET);
    }

    private ActionBuilder connect(String suffix) {
        WsConnectActionBuilder connect = socket("connect", suffix)
                .connect(session -> {
                    VirtualUser.of(session).connect();
                    return target.url().toString();
                })
                .sign((signed, session) -> {
                    VirtualUser.of(session).connected(true);
                    return signed;
                });
        for (Map.Entry<String, String> header : target.headers().entrySet()) {
            connect = connect.header(header.getKey(), session -> header.getValue());
        }
        return target.subprotocol() == null ? connect : connect.subprotocol(target.subprotocol());
    }

    private static Session noteHandshake(Session session) {
        if (session.isFailed()) {
            return session.remove(SOCKET);
        }
        VirtualUser.of(session).handshakeDone();
        return session;
    }

    private ActionBuilder sendAndAwait(String suffix) {
        Duration timeout = Duration.ofNanos(spec.phases().timeoutNs());
        Ws socket = socket("send", suffix);
        String answer = spec.label() + suffix;
        return switch (target.message()) {
            case BINARY ->
                socket.sendBytes(WebSocketScript::stampedBytes)
                        .await(timeout)
                        .on(ws.checkBinaryMessage(answer)
                                .check(bodyBytes()
                                        .transformWithSession((body, session) ->
                                                VirtualUser.of(session).answer(body))
                                        .is(true)));
            case TEXT ->
                socket.sendText(session -> new String(stampedBytes(session), StandardCharsets.UTF_8))
                        .await(timeout)
                        .on(ws.checkTextMessage(answer)
                                .check(bodyString()
                                        .transformWithSession((body, session) ->
                                                VirtualUser.of(session).answer(body.getBytes(StandardCharsets.UTF_8)))
                                        .is(true)));
        };
    }

    private static byte[] stampedBytes(Session session) {
        VirtualUser user = VirtualUser.of(session);
        user.send();
        return user.message();
    }

    /** Forgets a broken socket; one whose answer was late or wrong is closed later. */
    private static Session finish(Session session) {
        VirtualUser user = VirtualUser.of(session);
        user.resolve();
        boolean isBroken =
                session.isFailed() && user.outcome() != Outcome.TIMED_OUT && user.outcome() != Outcome.WRONG_ANSWER;
        if (isBroken) {
            user.disconnected();
            return session.remove(SOCKET);
        }
        return session;
    }
}
