package dev.wirebench.simulation;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.wirebench.model.service.HttpService;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Map;

/**
 * HTTP/1.1 through Gatling's client, which opens a connection if a user has none and keeps it unless told to close.
 *
 * <p>A kept connection is opened by the user's first message; Gatling offers no other way.
 */
final class HttpScript implements GatlingScript {

    private static final ChainBuilder NOTHING = exec(session -> session);

    private final CellSpec spec;
    private final HttpService target;

    HttpScript(CellSpec spec) {
        this.spec = spec;
        this.target = spec.target().service(HttpService.class);
    }

    @Override
    public ChainBuilder open(String suffix) {
        return NOTHING;
    }

    @Override
    public ChainBuilder exchange(String suffix) {
        return exec(request(spec.label() + suffix)).exec(HttpScript::finish);
    }

    /** Nothing to do: the client closes the connection after a response to {@code Connection: close}. */
    @Override
    public ChainBuilder close(String suffix) {
        return NOTHING;
    }

    private HttpRequestActionBuilder request(String name) {
        HttpRequestActionBuilder request = http(name)
                .httpRequest(target.method(), this::url)
                .requestTimeout(Duration.ofNanos(spec.phases().timeoutNs()))
                .sign((signed, session) -> {
                    stampSend(VirtualUser.of(session));
                    return signed;
                });
        for (Map.Entry<String, String> header : target.headers().entrySet()) {
            request = request.header(header.getKey(), session -> header.getValue());
        }
        if (!spec.cell().isLong()) {
            request = request.header(
                    "Connection", session -> VirtualUser.of(session).isLastOnConnection() ? "close" : "keep-alive");
        }
        if (target.hasBody()) {
            request = request.body(
                    ByteArrayBody(session -> VirtualUser.of(session).message()));
        }
        return request.check(status().transformWithSession((code, session) -> {
                            VirtualUser.of(session).status(code);
                            return code;
                        })
                        .is(target.expectStatus()))
                .check(bodyBytes()
                        .transformWithSession(
                                (body, session) -> VirtualUser.of(session).answer(body))
                        .is(true));
    }

    /** Called by Gatling before it connects. */
    private String url(Session session) {
        VirtualUser user = VirtualUser.of(session);
        if (!user.isConnected()) {
            user.connect();
        }
        return target.url().toString();
    }

    /** Called by Gatling to sign the request, after connecting and right before writing. */
    private static void stampSend(VirtualUser user) {
        if (user.isConnecting()) {
            user.connected(false);
        }
        user.send();
    }

    private static Session finish(Session session) {
        VirtualUser user = VirtualUser.of(session);
        user.resolve();
        if (session.isFailed() || user.isConnectionSpent()) {
            user.disconnected();
        }
        return session;
    }
}
