package dev.wirebench.simulation;

import dev.wirebench.loadgen.Destinations;
import dev.wirebench.model.service.Protocol;
import io.gatling.core.action.Action;
import io.gatling.core.config.NettyConfiguration;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.netty.util.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Opens a user's raw connection on the user's event loop; a request in Gatling's report. */
final class RawConnect extends UserAction {

    private final CellSpec spec;
    private final RawFraming framing;
    private final String request;
    private final InetSocketAddress address;
    private final ChannelFactory<? extends SocketChannel> sockets;

    RawConnect(CellSpec spec, RawFraming framing, String request, ScenarioContext context, Action next) {
        super("raw connect", context, next);
        this.spec = spec;
        this.framing = framing;
        this.request = request;
        this.address =
                Destinations.SYSTEM.of(spec.target().service(Protocol.RAW).url());
        NettyConfiguration netty = context.coreComponents().configuration().netty();
        this.sockets = Transports.newSocketChannelFactory(netty.useNativeTransport(), netty.useIoUring());
    }

    @Override
    void execute(VirtualUser user, Session session) {
        long startMs = nowMs();
        int timeoutMs = (int) Math.max(1, spec.phases().timeoutNs() / 1_000_000);
        user.connect();
        new Bootstrap()
                .group(session.eventLoop())
                .channelFactory(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        opened.pipeline().addLast(framing.decoder(), new RawAnswers(user));
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connecting) -> conclude(user, session, startMs, connecting));
    }

    private void conclude(VirtualUser user, Session session, long startMs, ChannelFuture connecting) {
        if (connecting.isSuccess()) {
            Channel opened = connecting.channel();
            user.connected(false);
            user.channel(opened);
            report(session, request, startMs, Optional.empty());
        } else {
            report(
                    session,
                    request,
                    startMs,
                    Optional.of(String.valueOf(connecting.cause().getMessage())));
        }
    }
}
