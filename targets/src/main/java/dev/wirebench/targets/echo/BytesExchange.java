package dev.wirebench.targets.echo;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One {@code GET /bytes/{n}}, answered with {@code n} times the letter x. Confined to the thread that serves its
 * connection.
 */
final class BytesExchange extends IteratingCallback {

    private static final ByteBuffer FILLING = filling(64 * 1024);

    private final Response response;
    private final Callback callback;
    private int leftBytes;
    private boolean isLastWritten;

    BytesExchange(int bodyBytes, Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
        this.leftBytes = bodyBytes;
    }

    @Override
    protected Action process() {
        if (isLastWritten) {
            return Action.SUCCEEDED;
        }
        ByteBuffer part = FILLING.duplicate();
        part.limit(Math.min(leftBytes, part.capacity()));
        leftBytes -= part.remaining();
        isLastWritten = leftBytes == 0;
        response.write(isLastWritten, part, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        callback.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private static ByteBuffer filling(int bytes) {
        ByteBuffer filling = ByteBuffer.allocateDirect(bytes);
        while (filling.hasRemaining()) {
            filling.put((byte) 'x');
        }
        return filling.flip().asReadOnlyBuffer();
    }
}
