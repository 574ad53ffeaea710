package dev.wirebench.target;

import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** The HTTP and WebSocket services, on one port of an embedded Jetty. Safe for concurrent use. */
final class JettyTarget implements AutoCloseable {

    static final String WEBSOCKET_PATH = "/ws";

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    /** A message that fits is read at once and echoed without a copy. */
    private static final int READ_BUFFER_BYTES = 16 * 1024;

    private final Server server;
    private final InetSocketAddress address;

    private JettyTarget(Server server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /** @throws IOException if the address cannot be listened on */
    static JettyTarget start(InetSocketAddress address, Limits limits) throws IOException {
        int selectors = Limits.selectingThreads();
        Server server = new Server(threads(selectors), new TimeoutScheduler(limits.idleTimeout()), null);
        ServerConnector connector = new NonBlockingConnector(server, selectors, http());
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(limits.listenBacklog());
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(1);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
        server.setHandler(new Handler.Sequence(new HttpEcho(), webSocket(limits)));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IOException("HTTP on " + address, e);
        }
        return new JettyTarget(server, new InetSocketAddress(address.getAddress(), connector.getLocalPort()));
    }

    /** One thread for each selector, and some for writes that had to wait. */
    private static QueuedThreadPool threads(int selectors) {
        int threads = selectors + 4;
        QueuedThreadPool pool = new QueuedThreadPool(threads, threads);
        pool.setName("jetty");
        return pool;
    }

    /** Neither Server nor Date: an answer as short as HTTP allows, so that no socket is flattered by comparison. */
    private static HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        // Each connection would have a cache of its own, which with many connections is in no processor's cache.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(READ_BUFFER_BYTES);
        return factory;
    }

    private static Handler webSocket(Limits limits) {
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler();
        Configuration configuration = upgrade.getConfiguration();
        configuration.setIdleTimeout(limits.idleTimeout());
        configuration.setInputBufferSize(READ_BUFFER_BYTES);
        // A frame is echoed as one frame, however many reads it came in.
        configuration.setAutoFragment(false);
        configuration.setMaxFrameSize(Target.MAX_BODY_BYTES);
        upgrade.addMapping(PathSpec.from(WEBSOCKET_PATH), WebSocketEcho::negotiate);
        upgrade.addMapping(PathSpec.from(Targets.TALK_PATH), WebSocketTalk::negotiate);
        upgrade.setHandler(new NotFound());
        return upgrade;
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty could not be stopped", e);
        }
    }
}
