package dev.wirebench.simulation;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.wirebench.model.service.RawService;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.netty.channel.Channel;

/** Messages framed directly on TCP, with the sockets of Gatling's own protocols. */
final class RawScript implements GatlingScript {

    private final CellSpec spec;
    private final RawFraming framing;

    RawScript(CellSpec spec) {
        this.spec = spec;
        this.framing = RawFraming.of(spec.target().service(RawService.class).framing());
    }

    @Override
    public ChainBuilder open(String suffix) {
        return exec(UserAction.builder(
                (context, next) -> new RawConnect(spec, framing, spec.label() + " connect" + suffix, context, next)));
    }

    @Override
    public ChainBuilder exchange(String suffix) {
        ActionBuilder echo = UserAction.builder(
                (context, next) -> new RawExchange(spec, framing, spec.label() + suffix, context, next));
        return doIf(session -> !VirtualUser.of(session).isConnected())
                .then(open(suffix))
                .exec(doIf(session -> VirtualUser.of(session).isConnected()).then(echo))
                .exec(session -> {
                    VirtualUser.of(session).resolve();
                    return session;
                });
    }

    @Override
    public ChainBuilder close(String suffix) {
        return exec(session -> {
            VirtualUser user = VirtualUser.of(session);
            Channel channel = user.channel();
            user.disconnected();
            if (channel != null) {
                channel.close();
            }
            return session;
        });
    }
}
