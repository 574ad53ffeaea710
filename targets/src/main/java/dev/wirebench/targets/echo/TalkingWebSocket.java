package dev.wirebench.targets.echo;

import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;

/**
 * One WebSocket that sends a message and a ping before it receives anything, then echoes. Confined to the thread that
 * serves its connection.
 */
public final class TalkingWebSocket implements FrameHandler {

    public static final String PATH = "/talk";

    static final String GREETING = "nobody asked for this";
    static final String PING = "still there?";

    private final WebSocketEcho echo = new WebSocketEcho();

    /** Accepts no extension. */
    static FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        response.setExtensions(List.of());
        return new TalkingWebSocket();
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        Frame greeting = new Frame(OpCode.TEXT, GREETING);
        Frame ping = new Frame(OpCode.PING, PING);
        Callback listen = Callback.from(() -> echo.onOpen(session, callback), callback::failed);
        Callback thenPing = Callback.from(() -> session.sendFrame(ping, listen, false), callback::failed);
        session.sendFrame(greeting, thenPing, false);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        echo.onFrame(frame, callback);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        echo.onError(cause, callback);
    }

    @Override
    public void onClosed(CloseStatus closeStatus, Callback callback) {
        echo.onClosed(closeStatus, callback);
    }
}
