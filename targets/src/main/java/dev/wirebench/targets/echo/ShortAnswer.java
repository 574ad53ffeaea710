package dev.wirebench.targets.echo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A one-line text response with an error status. */
final class ShortAnswer {

    private ShortAnswer() {}

    static void write(Response response, Callback callback, int status, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        response.write(true, ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)), callback);
    }
}
