package dev.wirebench.target;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    /** A number as payloads begin with it. */
    static byte[] sequence(long sequence) {
        return ascii(String.format("%016x", sequence));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A raw message: the payload after its 4-byte length. */
    static byte[] message(byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    static byte[] read(Socket socket, int count) throws IOException {
        byte[] bytes = new byte[count];
        new DataInputStream(socket.getInputStream()).readFully(bytes);
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
