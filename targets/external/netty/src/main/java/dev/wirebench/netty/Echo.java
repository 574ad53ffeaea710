package dev.wirebench.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** Echoes HTTP, WebSocket and raw bytes with Netty, on one event loop, until the process ends. */
public final class Echo {

    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
    private static final int BACKLOG = 4096;

    private Echo() {}

    /** @param args port for HTTP and WebSocket, and port for raw */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: Echo <http port> <raw port>");
            System.exit(2);
        }
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel http = listen(loop, new HttpPipeline(), args[0]);
        listen(loop, new RawEcho(), args[1]);
        http.closeFuture().sync();
    }

    private static Channel listen(EventLoopGroup loop, ChannelHandler handler, String port)
            throws InterruptedException {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(handler)
                .bind("127.0.0.1", Integer.parseInt(port))
                .sync()
                .channel();
    }

    /** HTTP, upgraded to WebSocket by a handshake. */
    @ChannelHandler.Sharable
    private static final class HttpPipeline extends ChannelInitializer<Channel> {

        private final WebSocketServerProtocolConfig webSocket = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/ws")
                .subprotocols("echo")
                .allowExtensions(false)
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .build();

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(MAX_MESSAGE_BYTES))
                    .addLast(new WebSocketServerProtocolHandler(webSocket))
                    .addLast(new HttpEcho())
                    .addLast(new FrameEcho());
        }
    }

    /** Bytes that cannot be written at once stay in the channel's buffer. */
    @ChannelHandler.Sharable
    private static final class RawEcho extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.writeAndFlush(bytes, context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
