package dev.wirebench.target;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connector that serves what it reads on the selecting thread, also where Jetty supposes that a reader may block.
 *
 * <p>Jetty takes every WebSocket connection for one that may block, and so hands selecting over to another thread
 * before each read. Nothing behind this connector blocks.
 */
final class NonBlockingConnector extends ServerConnector {

    /** The selectors accept: a thread of its own costs a hand-over for each connection. */
    private static final int ACCEPTORS = 0;

    NonBlockingConnector(Server server, int selectors, ConnectionFactory factory) {
        super(server, ACCEPTORS, selectors, factory);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new NonBlockingEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private static final class NonBlockingEndPoint extends SocketChannelEndPoint {

        /** A connection registers the same reader again and again. */
        private NonBlockingReader reader = new NonBlockingReader(null);

        NonBlockingEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public void fillInterested(Callback callback) {
            super.fillInterested(nonBlocking(callback));
        }

        @Override
        public boolean tryFillInterested(Callback callback) {
            return super.tryFillInterested(nonBlocking(callback));
        }

        private Callback nonBlocking(Callback callback) {
            if (callback.getInvocationType() == Invocable.InvocationType.NON_BLOCKING) {
                return callback;
            }
            NonBlockingReader last = reader;
            return last.reader == callback ? last : (reader = new NonBlockingReader(callback));
        }
    }

    private record NonBlockingReader(Callback reader) implements Callback {

        @Override
        public void succeeded() {
            reader.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            reader.failed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
