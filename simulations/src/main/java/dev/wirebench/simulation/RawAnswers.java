package dev.wirebench.simulation;

import dev.wirebench.model.plan.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Receives the answers on one raw connection and ends the messages they belong to. Confined to one event loop. */
final class RawAnswers extends SimpleChannelInboundHandler<ByteBuf> {

    private final VirtualUser user;
    private final ByteBuf message;
    private Consumer<Outcome> waiting;
    private Future<?> timeout;

    RawAnswers(VirtualUser user) {
        this.user = user;
        this.message = Unpooled.wrappedBuffer(user.message());
    }

    /** @param onEnd called once, after the outcome of the message in flight was recorded */
    void await(Consumer<Outcome> onEnd) {
        waiting = onEnd;
    }

    /** @param scheduled task that ends the message when it times out */
    void giveUpWith(Future<?> scheduled) {
        timeout = scheduled;
    }

    /** Ends the message in flight, if there is one. */
    void end(Outcome failure) {
        if (waiting != null) {
            user.fail(failure);
            conclude();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf answer) {
        if (waiting == null) {
            context.close();
            return;
        }
        user.answer(ByteBufUtil.equals(answer, message));
        conclude();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(Outcome.CLOSED_EARLY);
        if (user.channel() == context.channel()) {
            user.disconnected();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(cause instanceof DecoderException ? Outcome.MALFORMED : Outcome.RESET);
        context.close();
    }

    private void conclude() {
        Consumer<Outcome> onEnd = waiting;
        waiting = null;
        timeout.cancel(false);
        onEnd.accept(user.outcome());
    }
}
