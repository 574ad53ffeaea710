package dev.wirebench.targets.echo;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connector that does all its work on the selector threads: it opens and closes connections there and serves what it
 * reads, even where Jetty assumes that a reader may block.
 *
 * <p>Jetty assumes that every WebSocket connection may block, and so hands selecting over to another thread before each
 * read; work at a connection's opening and end goes to the pool. Nothing behind this connector blocks, and waking a
 * thread costs more than that work.
 */
final class NonBlockingConnector extends ServerConnector {

    /** The selectors accept; an acceptor thread would cost a hand-over per connection. */
    private static final int ACCEPTORS = 0;

    NonBlockingConnector(Server server, int selectors, ConnectionFactory factory) {
        super(server, ACCEPTORS, selectors, factory);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new SelectingThreads(executor, scheduler, selectors);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new NonBlockingEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private final class SelectingThreads extends ServerConnectorManager {

        /** The selector of a selector thread. */
        private final ThreadLocal<ManagedSelector> selecting = new ThreadLocal<>();

        SelectingThreads(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        protected ManagedSelector newSelector(int id) {
            return new OpeningSelector(this, id, selecting);
        }

        @Override
        protected void execute(Runnable task) {
            ManagedSelector selector = selecting.get();
            if (selector == null || !isRunning()) {
                super.execute(task);
            } else if (task instanceof ManagedSelector.SelectorUpdate) {
                // A new connection that the selector knows already.
                task.run();
            } else {
                // The end of a connection: deferred, because the closing code is still using it.
                selector.submit(unused -> task.run());
            }
        }
    }

    /** Registers at once what its own thread accepts; queueing it as an update would wake the selector again. */
    private static final class OpeningSelector extends ManagedSelector {

        private final ThreadLocal<ManagedSelector> selecting;

        OpeningSelector(SelectorManager manager, int id, ThreadLocal<ManagedSelector> selecting) {
            super(manager, id);
            this.selecting = selecting;
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            selecting.set(this);
            return super.nioSelect(selector, now);
        }

        @Override
        public void submit(SelectorUpdate update) {
            // In a server, only a new connection is both an update and a task.
            if (update instanceof Runnable && selecting.get() == this) {
                update.update(getSelector());
            } else {
                super.submit(update);
            }
        }
    }

    private static final class NonBlockingEndPoint extends SocketChannelEndPoint {

        /** Cached, because a connection registers the same reader repeatedly. */
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
