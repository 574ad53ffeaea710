package dev.wirebench.targets.echo;

import dev.wirebench.model.service.Target;
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

/** HTTP and WebSocket services on one port of an embedded Jetty. Safe for concurrent use. */
public final class JettyTarget implements AutoCloseable {

    public static final String WEBSOCKET_PATH = "/ws";

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    /** Large enough for typical messages to be read at once and echoed without a copy. */
    private static final int READ_BUFFER_BYTES = 16 * 1024;

    private final Server server;
    private final InetSocketAddress address;

    private JettyTarget(Server server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /** @throws IOException if the address cannot be listened on */
    public static JettyTarget start(InetSocketAddress address, ServiceLimits limits) throws IOException {
        int selectors = ServiceLimits.selectingThreads();
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

    /** One thread per selector, and a few for delayed writes. */
    private static QueuedThreadPool threads(int selectors) {
        int threads = selectors + 4;
        QueuedThreadPool pool = new QueuedThreadPool(threads, threads);
        pool.setName("jetty");
        return pool;
    }

    /**
     * Sends neither Server nor Date: the shortest answer HTTP allows, so that other protocols are not flattered by
     * comparison.
     */
    private static HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        // One cache per connection would, with many connections, fit no processor cache.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(READ_BUFFER_BYTES);
        return factory;
    }

    private static Handler webSocket(ServiceLimits limits) {
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler();
        Configuration configuration = upgrade.getConfiguration();
        configuration.setIdleTimeout(limits.idleTimeout());
        configuration.setInputBufferSize(READ_BUFFER_BYTES);
        // Echoes a frame as one frame, however many reads it took.
        configuration.setAutoFragment(false);
        configuration.setMaxFrameSize(Target.MAX_BODY_BYTES);
        upgrade.addMapping(PathSpec.from(WEBSOCKET_PATH), WebSocketEcho::negotiate);
        upgrade.addMapping(PathSpec.from(TalkingWebSocket.PATH), TalkingWebSocket::negotiate);
        upgrade.setHandler(new NotFound());
        return upgrade;
    }

    public InetSocketAddress address() {
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
