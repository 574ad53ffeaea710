package dev.wirebench.simulation;

import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.charset.StandardCharsets;

/** A plan's framing, implemented with Netty. Immutable. */
interface RawFraming {

    /** Splits the bytes received on one connection into messages. */
    ChannelHandler decoder();

    /** Writes a whole message. */
    void encode(byte[] message, ByteBuf out);

    /** Number of bytes that {@link #encode} adds to the message. */
    int overheadBytes();

    static RawFraming of(Framing framing) {
        if (framing instanceof Framing.Delimiter delimiter) {
            return new Delimited(delimiter.delimiter().getBytes(StandardCharsets.UTF_8));
        }
        return framing instanceof Framing.FixedSize fixed ? new Fixed(fixed.bytes()) : new LengthPrefixed();
    }

    /** A 4-byte big-endian length before the message. */
    record LengthPrefixed() implements RawFraming {
        @Override
        public ChannelHandler decoder() {
            return new LengthFieldBasedFrameDecoder(
                    Target.MAX_BODY_BYTES + Integer.BYTES, 0, Integer.BYTES, 0, Integer.BYTES);
        }

        @Override
        public void encode(byte[] message, ByteBuf out) {
            out.writeInt(message.length).writeBytes(message);
        }

        @Override
        public int overheadBytes() {
            return Integer.BYTES;
        }
    }

    /** The message, then the delimiter. */
    record Delimited(byte[] delimiter) implements RawFraming {
        @Override
        public ChannelHandler decoder() {
            return new DelimiterBasedFrameDecoder(Target.MAX_BODY_BYTES, Unpooled.wrappedBuffer(delimiter));
        }

        @Override
        public void encode(byte[] message, ByteBuf out) {
            out.writeBytes(message).writeBytes(delimiter);
        }

        @Override
        public int overheadBytes() {
            return delimiter.length;
        }
    }

    /** Answers of one size. */
    record Fixed(int bytes) implements RawFraming {
        @Override
        public ChannelHandler decoder() {
            return new FixedLengthFrameDecoder(bytes);
        }

        @Override
        public void encode(byte[] message, ByteBuf out) {
            out.writeBytes(message);
        }

        @Override
        public int overheadBytes() {
            return 0;
        }
    }
}
