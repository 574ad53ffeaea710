package dev.wirebench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;

/** What several tests send, and how they connect. */
final class TestBytes {

    /** No read of a test waits longer. */
    private static final int READ_TIMEOUT_MS = 60_000;

    private TestBytes() {}

    /** The same bytes for the same length. */
    static byte[] of(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A connection whose reads end. */
    static Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        return socket;
    }
}
