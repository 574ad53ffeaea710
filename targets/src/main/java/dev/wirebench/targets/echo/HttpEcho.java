package dev.wirebench.targets.echo;

import dev.wirebench.model.service.Target;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The HTTP service: {@code POST /echo} and {@code GET /bytes/{n}}. Safe for concurrent use. */
final class HttpEcho extends Handler.Abstract.NonBlocking {

    private static final String ECHO = "/echo";
    private static final String BYTES = "/bytes/";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (path.equals(ECHO)) {
            if (isAllowed(request, response, callback, Set.of("POST"))) {
                new EchoExchange(request, response, callback).run();
            }
            return true;
        }
        if (path.startsWith(BYTES)) {
            if (isAllowed(request, response, callback, Set.of("GET", "HEAD"))) {
                bytes(path.substring(BYTES.length()), request, response, callback);
            }
            return true;
        }
        return false;
    }

    private static boolean isAllowed(Request request, Response response, Callback callback, Set<String> methods) {
        if (methods.contains(request.getMethod())) {
            return true;
        }
        response.getHeaders()
                .put(
                        HttpHeader.ALLOW,
                        String.join(", ", methods.stream().sorted().toList()));
        ShortAnswer.write(response, callback, 405, "method not allowed");
        return false;
    }

    private static void bytes(String count, Request request, Response response, Callback callback) {
        if (!count.matches("[0-9]{1,8}") || Integer.parseInt(count) > Target.MAX_BODY_BYTES) {
            ShortAnswer.write(response, callback, 400, "the path must be /bytes/0 to " + BYTES + Target.MAX_BODY_BYTES);
            return;
        }
        int bodyBytes = Integer.parseInt(count);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bodyBytes);
        if (request.getMethod().equals("HEAD")) {
            response.write(true, null, callback);
        } else {
            new BytesExchange(bodyBytes, response, callback).iterate();
        }
    }
}
