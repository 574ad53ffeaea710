package dev.wirebench.targets.echo;

import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One raw connection: its position within a message and its unwritten bytes. Reads nothing while there are any.
 * Confined to one loop.
 */
final class RawEchoConnection {

    private static final int LENGTH_BYTES = 4;

    private final SocketChannel channel;
    private ByteBuffer unwritten;
    private int lengthBytes;
    private int length;
    private int payloadLeft;
    private boolean isBad;
    private boolean hasMoved = true;

    RawEchoConnection(SocketChannel channel) {
        this.channel = channel;
    }

    void read(SelectionKey key, RawEchoLoop loop) throws IOException {
        hasMoved = true;
        ByteBuffer buffer = loop.buffer();
        buffer.clear();
        if (channel.read(buffer) < 0) {
            loop.close(this);
            return;
        }
        buffer.flip();
        track(buffer);
        channel.write(buffer);
        if (buffer.hasRemaining()) {
            unwritten = loop.lendBuffer();
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            closeIfBad(loop);
        }
    }

    void write(SelectionKey key, RawEchoLoop loop) throws IOException {
        hasMoved = true;
        channel.write(unwritten);
        if (!unwritten.hasRemaining()) {
            loop.returnBuffer(unwritten);
            unwritten = null;
            key.interestOps(SelectionKey.OP_READ);
            closeIfBad(loop);
        }
    }

    /** Parses the lengths in the bytes read; cuts the echo off before a length above the limit. */
    private void track(ByteBuffer bytes) {
        int at = bytes.position();
        int end = bytes.limit();
        while (at < end) {
            if (payloadLeft > 0) {
                int step = Math.min(payloadLeft, end - at);
                payloadLeft -= step;
                at += step;
            } else {
                length = length << 8 | bytes.get(at++) & 0xff;
                if (++lengthBytes == LENGTH_BYTES) {
                    if (length < 0 || length > Target.MAX_BODY_BYTES) {
                        isBad = true;
                        bytes.limit(Math.max(bytes.position(), at - LENGTH_BYTES));
                        return;
                    }
                    payloadLeft = length;
                    lengthBytes = 0;
                    length = 0;
                }
            }
        }
    }

    private void closeIfBad(RawEchoLoop loop) {
        if (isBad) {
            loop.badLength();
            loop.close(this);
        }
    }

    /** True if nothing was read or written since the last call. */
    boolean isIdleSinceLastAsked() {
        boolean isIdle = !hasMoved;
        hasMoved = false;
        return isIdle;
    }

    /** @return false if it was closed already */
    boolean close(RawEchoLoop loop) {
        if (!channel.isOpen()) {
            return false;
        }
        if (unwritten != null) {
            loop.returnBuffer(unwritten);
            unwritten = null;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is gone either way.
            return true;
        }
        return true;
    }
}
