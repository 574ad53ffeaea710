package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A connection that asks nothing, to learn what a service sends of its own accord. */
final class SilentConnection {

    private static final int MAX_BYTES = 1024;

    private SilentConnection() {}

    /** @return what was received until then, or until the connection ended, for whatever reason */
    static byte[] listen(Sockets.Opener opener, InetSocketAddress address, SourcePorts ports, Clock clock, long forNs) {
        ByteBuffer heard = ByteBuffer.allocateDirect(MAX_BYTES);
        long untilNs = clock.nanoTime() + forNs;
        try (Sockets sockets = opener.open(address, 1)) {
            ports.connect(sockets, 0, clock.nanoTime());
            boolean isOpen = false;
            int bytes = 0;
            while (bytes >= 0 && heard.hasRemaining() && clock.nanoTime() < untilNs) {
                isOpen = isOpen || sockets.finishConnect(0);
                bytes = isOpen ? sockets.read(0, heard) : 0;
                if (bytes == 0) {
                    sockets.poll((place, isReadable, isWritable) -> {}, 1);
                }
            }
        } catch (IOException e) {
            // What a service does about a message is asked elsewhere.
        }
        byte[] bytes = new byte[heard.flip().remaining()];
        heard.get(bytes);
        return bytes;
    }
}
