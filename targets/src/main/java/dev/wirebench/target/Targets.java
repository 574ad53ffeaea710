package dev.wirebench.target;

import dev.wirebench.model.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** All the services of the targets, running in this process. Safe for concurrent use. */
public final class Targets implements AutoCloseable {

    /** On the WebSocket service: speaks before it is spoken to, then echoes. */
    public static final String TALK_PATH = "/talk";

    private static final Duration LISTENER_IDLE_TIMEOUT = Duration.ofMinutes(1);

    /** Ends the services, the last started first. */
    private final Deque<Runnable> ends;

    private final Endpoints endpoints;

    private Targets(Deque<Runnable> ends, Endpoints endpoints) {
        this.ends = ends;
        this.endpoints = endpoints;
    }

    /** Starts the targets; what the listener receives is printed on stderr. */
    public static Targets start(TargetOptions options) throws IOException {
        return start(options, System.err);
    }

    /**
     * @param received where the listener prints what it receives
     * @throws IOException if an address cannot be listened on, or a script's log not be written; nothing is left running then
     */
    public static Targets start(TargetOptions options, PrintStream received) throws IOException {
        Deque<Runnable> ends = new ArrayDeque<>();
        try {
            return new Targets(ends, start(options, received, ends));
        } catch (IOException e) {
            ends.forEach(Runnable::run);
            throw e;
        }
    }

    private static Endpoints start(TargetOptions options, PrintStream received, Deque<Runnable> ends)
            throws IOException {
        InetAddress host = InetAddress.getByName(options.host());
        InetSocketAddress http = new InetSocketAddress(host, options.httpPort());
        InetSocketAddress raw = new InetSocketAddress(host, options.rawPort());
        if (options.script() == null) {
            JettyTarget jetty = JettyTarget.start(http, Limits.defaults());
            ends.push(jetty::close);
            RawEchoTarget rawEcho = RawEchoTarget.start(raw, Limits.defaults());
            ends.push(rawEcho::close);
            http = jetty.address();
            raw = rawEcho.address();
        } else {
            ScriptedTarget scripted = ScriptedTarget.start(options, Limits.defaults());
            ends.push(scripted::close);
            http = scripted.httpAddress();
            raw = scripted.rawAddress();
        }
        Listener listener =
                Listener.start(new InetSocketAddress(host, options.listenerPort()), LISTENER_IDLE_TIMEOUT, received);
        ends.push(listener::close);
        return new Endpoints(
                ProcessHandle.current().pid(),
                uri("http", http, "/"),
                uri("ws", http, JettyTarget.WEBSOCKET_PATH),
                uri("tcp", raw, ""),
                uri("tcp", listener.address(), ""));
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Stops listening and closes every connection; returns when the log of a script is complete. */
    @Override
    public void close() {
        ends.forEach(Runnable::run);
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
