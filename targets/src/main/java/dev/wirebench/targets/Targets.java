package dev.wirebench.targets;

import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.JettyTarget;
import dev.wirebench.targets.echo.Listener;
import dev.wirebench.targets.echo.RawEchoTarget;
import dev.wirebench.targets.echo.ServiceLimits;
import dev.wirebench.targets.echo.TalkingWebSocket;
import dev.wirebench.targets.scripted.ScriptedTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** All services of the targets, running in this process. Safe for concurrent use. */
public final class Targets implements AutoCloseable {

    /** WebSocket path of the service that sends before it receives, then echoes. */
    public static final String TALK_PATH = TalkingWebSocket.PATH;

    private static final Duration LISTENER_IDLE_TIMEOUT = Duration.ofMinutes(1);

    /** Closes the services, last started first. */
    private final Deque<Runnable> closers;

    private final Endpoints endpoints;

    private Targets(Deque<Runnable> closers, Endpoints endpoints) {
        this.closers = closers;
        this.endpoints = endpoints;
    }

    /** Starts the targets; the listener prints on stderr. */
    public static Targets start(TargetOptions options) throws IOException {
        return start(options, System.err);
    }

    /**
     * @param received output of the listener
     * @throws IOException if an address cannot be listened on or a script's log cannot be written; nothing is left
     * running then
     */
    public static Targets start(TargetOptions options, PrintStream received) throws IOException {
        Deque<Runnable> closers = new ArrayDeque<>();
        try {
            return new Targets(closers, start(options, received, closers));
        } catch (IOException e) {
            closers.forEach(Runnable::run);
            throw e;
        }
    }

    private static Endpoints start(TargetOptions options, PrintStream received, Deque<Runnable> closers)
            throws IOException {
        InetAddress host = InetAddress.getByName(options.host());
        InetSocketAddress http = new InetSocketAddress(host, options.httpPort());
        InetSocketAddress raw = new InetSocketAddress(host, options.rawPort());
        if (options.script() == null) {
            JettyTarget jetty = JettyTarget.start(http, ServiceLimits.defaults());
            closers.push(jetty::close);
            RawEchoTarget rawEcho = RawEchoTarget.start(raw, ServiceLimits.defaults());
            closers.push(rawEcho::close);
            http = jetty.address();
            raw = rawEcho.address();
        } else {
            ScriptedTarget scripted =
                    ScriptedTarget.start(http, raw, options.script(), options.scriptLog(), ServiceLimits.defaults());
            closers.push(scripted::close);
            http = scripted.httpAddress();
            raw = scripted.rawAddress();
        }
        Listener listener =
                Listener.start(new InetSocketAddress(host, options.listenerPort()), LISTENER_IDLE_TIMEOUT, received);
        closers.push(listener::close);
        return new Endpoints(
                ProcessHandle.current().pid(),
                uri(Protocol.HTTP, http, "/"),
                uri(Protocol.WEBSOCKET, http, JettyTarget.WEBSOCKET_PATH),
                uri(Protocol.RAW, raw, ""),
                uri(Protocol.RAW, listener.address(), ""));
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Closes all ports and connections; returns when a script's log is complete. */
    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }

    /** Clients cannot connect to a wildcard address, so it is replaced by loopback. */
    private static URI uri(Protocol protocol, InetSocketAddress bound, String path) {
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address.getHostAddress();
        return URI.create(protocol.scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + bound.getPort() + path);
    }
}
