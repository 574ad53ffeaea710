package dev.wirebench.simulation;

import dev.wirebench.model.plan.Outcome;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends a user's message on its raw connection and awaits the answer; a request in Gatling's report. */
final class RawExchange extends UserAction {

    private final CellSpec spec;
    private final RawFraming framing;
    private final String request;

    RawExchange(CellSpec spec, RawFraming framing, String request, ScenarioContext context, Action next) {
        super("raw exchange", context, next);
        this.spec = spec;
        this.framing = framing;
        this.request = request;
    }

    @Override
    void execute(VirtualUser user, Session session) {
        long startMs = nowMs();
        Channel channel = user.channel();
        RawAnswers answers = channel.pipeline().get(RawAnswers.class);
        answers.await(outcome -> conclude(user, session, startMs, outcome));
        answers.giveUpWith(session.eventLoop()
                .schedule(() -> answers.end(Outcome.TIMED_OUT), spec.phases().timeoutNs(), TimeUnit.NANOSECONDS));
        ByteBuf out = channel.alloc().directBuffer(user.message().length + framing.overheadBytes());
        framing.encode(user.message(), out);
        user.send();
        channel.writeAndFlush(out).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private void conclude(VirtualUser user, Session session, long startMs, Outcome outcome) {
        if (outcome == Outcome.ANSWERED) {
            report(session, request, startMs, Optional.empty());
            return;
        }
        user.channel().close();
        user.disconnected();
        report(session, request, startMs, Optional.of(outcome.label()));
    }
}
