package dev.wirebench.loadgen;

import dev.wirebench.loadgen.socket.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A connection that sends nothing, to learn what a service sends unasked. */
final class SilentConnection {

    private static final int MAX_BYTES = 1024;

    private SilentConnection() {}

    /** @return the bytes received until the time was over or the connection ended for any reason */
    static byte[] listen(Sockets.Opener opener, InetSocketAddress address, SourcePorts ports, Clock clock, long forNs) {
        ByteBuffer received = ByteBuffer.allocateDirect(MAX_BYTES);
        long untilNs = clock.nanoTime() + forNs;
        try (Sockets sockets = opener.open(address, 1)) {
            ports.connect(sockets, 0, clock.nanoTime());
            boolean isOpen = false;
            int bytes = 0;
            while (bytes >= 0 && received.hasRemaining() && clock.nanoTime() < untilNs) {
                isOpen = isOpen || sockets.finishConnect(0);
                bytes = isOpen ? sockets.read(0, received) : 0;
                if (bytes == 0) {
                    sockets.poll((slot, isReadable, isWritable) -> {}, 1);
                }
            }
        } catch (IOException e) {
            // Other checks report what is wrong with the service.
        }
        byte[] bytes = new byte[received.flip().remaining()];
        received.get(bytes);
        return bytes;
    }
}
