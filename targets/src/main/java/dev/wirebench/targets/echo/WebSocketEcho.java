package dev.wirebench.targets.echo;

import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.Utf8Check;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;

/**
 * One WebSocket that echoes every frame of a message (RFC 6455) from its read buffer.
 *
 * <p>Demands the next frame once the last is written, so that a peer that does not read is not read from. Confined to
 * the thread that serves its connection.
 */
final class WebSocketEcho implements FrameHandler, Callback {

    private final Utf8Check utf8 = new Utf8Check();
    private CoreSession session;
    private Callback frameDone;
    private boolean isText;
    private long messageBytes;

    /** Accepts the first subprotocol offered, and no extension. */
    static FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        response.setExtensions(List.of());
        request.getSubProtocols().stream().findFirst().ifPresent(response::setAcceptedSubProtocol);
        return new WebSocketEcho();
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        this.session = session;
        callback.succeeded();
        session.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> {
                check(frame);
                send(new Frame(frame.getOpCode(), frame.isFin(), frame.getPayload()), callback);
            }
            case OpCode.PING -> send(new Frame(OpCode.PONG, frame.getPayload()), callback);
            case OpCode.PONG -> {
                callback.succeeded();
                session.demand();
            }
            default -> callback.succeeded();
        }
    }

    /** Checks a frame before it is sent; exceptions close the connection with 1009 or 1007. */
    private void check(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isText = frame.getOpCode() == OpCode.TEXT;
            messageBytes = 0;
        }
        messageBytes += frame.getPayloadLength();
        if (messageBytes > Target.MAX_BODY_BYTES) {
            throw new MessageTooLargeException("a message has at most " + Target.MAX_BODY_BYTES + " bytes");
        }
        if (isText && !isUtf8(frame.getPayload(), frame.isFin())) {
            throw new BadPayloadException("a text message must be UTF-8");
        }
    }

    private boolean isUtf8(ByteBuffer payload, boolean isFin) {
        boolean isValid = payload == null || utf8.accept(payload, payload.remaining());
        return isValid && (!isFin || utf8.isComplete());
    }

    private void send(Frame frame, Callback callback) {
        frameDone = callback;
        session.sendFrame(frame, this, false);
    }

    @Override
    public void succeeded() {
        frameDone.succeeded();
        session.demand();
    }

    @Override
    public void failed(Throwable cause) {
        frameDone.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus closeStatus, Callback callback) {
        callback.succeeded();
    }
}
