package dev.wirebench.tomcat;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Echoes each part of a message as it arrives. Created by Tomcat for each WebSocket.
 *
 * <p>For whole messages, Tomcat would allocate a buffer of the maximum size for each connection.
 */
public final class EchoEndpoint extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.addMessageHandler(String.class, new TextEcho(session));
        session.addMessageHandler(ByteBuffer.class, new BinaryEcho(session));
    }

    private record TextEcho(Session session) implements MessageHandler.Partial<String> {

        @Override
        public void onMessage(String part, boolean isLast) {
            try {
                session.getBasicRemote().sendText(part, isLast);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record BinaryEcho(Session session) implements MessageHandler.Partial<ByteBuffer> {

        @Override
        public void onMessage(ByteBuffer part, boolean isLast) {
            try {
                session.getBasicRemote().sendBinary(part, isLast);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
