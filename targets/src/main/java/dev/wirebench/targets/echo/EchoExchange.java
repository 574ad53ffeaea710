package dev.wirebench.targets.echo;

import dev.wirebench.model.service.Target;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * One {@code POST /echo}. A body that arrives in one read is written back from its read buffer.
 *
 * <p>A larger body is collected before it is answered: a client that reads only after sending everything would
 * otherwise deadlock with the server. Confined to the thread that serves its connection.
 */
final class EchoExchange implements Invocable.Task, Callback {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long lengthBytes;
    private RetainableByteBuffer body;

    EchoExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.lengthBytes = request.getLength();
    }

    @Override
    public void run() {
        if (lengthBytes > Target.MAX_BODY_BYTES) {
            refuse();
            return;
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed(chunk.getFailure());
                return;
            }
            if (body == null && (chunk.isLast() || chunk.remaining() == lengthBytes)) {
                body = chunk;
                setType();
                response.write(true, chunk.getByteBuffer(), this);
                return;
            }
            boolean isLast = chunk.isLast();
            if (!collect(chunk)) {
                refuse();
                return;
            }
            if (isLast) {
                setType();
                body.writeTo(response, true, this);
                return;
            }
        }
    }

    /** @return false if the body is too large */
    private boolean collect(Content.Chunk chunk) {
        if (body == null) {
            body = new RetainableByteBuffer.DynamicCapacity(
                    request.getComponents().getByteBufferPool(), true, Target.MAX_BODY_BYTES);
        }
        boolean fits = body.asMutable().append(chunk);
        chunk.release();
        return fits;
    }

    private void setType() {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type == null ? "application/octet-stream" : type);
        if (body.size() > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
        }
    }

    private void refuse() {
        // The rest of the body would be read as the next request.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        ShortAnswer.write(response, this, 413, "at most " + Target.MAX_BODY_BYTES + " bytes");
    }

    @Override
    public void succeeded() {
        releaseBody();
        callback.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
        releaseBody();
        callback.failed(cause);
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
