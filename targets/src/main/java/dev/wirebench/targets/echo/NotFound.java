package dev.wirebench.targets.echo;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests for unknown paths with 404, and those without a WebSocket handshake for the WebSocket path with 426.
 * Safe for concurrent use.
 */
final class NotFound extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (Request.getPathInContext(request).equals(JettyTarget.WEBSOCKET_PATH)) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
            ShortAnswer.write(response, callback, 426, "this is a WebSocket");
        } else {
            ShortAnswer.write(response, callback, 404, "not found");
        }
        return true;
    }
}
