package dev.wirebench.target;

import dev.wirebench.model.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** All the services of the targets, running in this process. Safe for concurrent use. */
public final class Targets implements AutoCloseable {

    private static final Duration LISTENER_IDLE_TIMEOUT = Duration.ofMinutes(1);

    private final JettyTarget jetty;
    private final RawEchoTarget raw;
    private final Listener listener;
    private final Endpoints endpoints;

    private Targets(JettyTarget jetty, RawEchoTarget raw, Listener listener) {
        this.jetty = jetty;
        this.raw = raw;
        this.listener = listener;
        this.endpoints = new Endpoints(
                ProcessHandle.current().pid(),
                uri("http", jetty.address(), "/"),
                uri("ws", jetty.address(), JettyTarget.WEBSOCKET_PATH),
                uri("tcp", raw.address(), ""),
                uri("tcp", listener.address(), ""));
    }

    /** Starts the targets; what the listener receives is printed on stderr. */
    public static Targets start(TargetOptions options) throws IOException {
        return start(options, System.err);
    }

    /**
     * @param received where the listener prints what it receives
     * @throws IOException if an address cannot be listened on; nothing is left running then
     */
    public static Targets start(TargetOptions options, PrintStream received) throws IOException {
        InetAddress host = InetAddress.getByName(options.host());
        JettyTarget jetty = null;
        RawEchoTarget raw = null;
        try {
            jetty = JettyTarget.start(new InetSocketAddress(host, options.httpPort()), Limits.defaults());
            raw = RawEchoTarget.start(new InetSocketAddress(host, options.rawPort()), Limits.defaults());
            Listener listener = Listener.start(
                    new InetSocketAddress(host, options.listenerPort()), LISTENER_IDLE_TIMEOUT, received);
            return new Targets(jetty, raw, listener);
        } catch (IOException e) {
            if (raw != null) {
                raw.close();
            }
            if (jetty != null) {
                jetty.close();
            }
            throw e;
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        listener.close();
        raw.close();
        jetty.close();
    }

    /** A wildcard is no address to connect to, so loopback stands for it. */
    private static URI uri(String scheme, InetSocketAddress bound, String path) {
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address.getHostAddress();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + path);
    }
}
