package dev.wirebench.benchmark.tool;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers messages of one length, every byte in a segment of its own, one connection after the other. Safe for concurrent
 * use.
 */
final class ByteByByteServer implements AutoCloseable {

    static final int PAYLOAD_BYTES = 300;

    /** Opcode and length, two more of length, the mask. */
    private static final int FRAME_BYTES = 2 + 2 + 4 + PAYLOAD_BYTES;

    private static final int CLOSE_FRAME_BYTES = 2 + 4 + 2;

    private final ServerSocket listening;
    private final String wire;

    private ByteByByteServer(ServerSocket listening, String wire) {
        this.listening = listening;
        this.wire = wire;
    }

    static ByteByByteServer start(String wire) throws IOException {
        ByteByByteServer server = new ByteByByteServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), wire);
        Thread thread = new Thread(server::serve, "scanty-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                socket.setTcpNoDelay(true);
                serve(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException e) {
                // The client has closed, or the test has; a message that is lost so fails the test.
                continue;
            }
        }
    }

    private void serve(DataInputStream in, OutputStream out) throws IOException {
        byte[] payload = new byte[PAYLOAD_BYTES];
        if (wire.equals("websocket")) {
            readHead(in);
            write(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        }
        while (true) {
            switch (wire) {
                case "http" -> {
                    readHead(in);
                    in.readFully(payload);
                    write(out, "HTTP/1.1 200 OK\r\nContent: none\r\nCONTENT-length:  300\r\nServer: scanty\r\n\r\n");
                }
                case "raw" -> {
                    byte[] length = in.readNBytes(Integer.BYTES);
                    in.readFully(payload);
                    write(out, length);
                }
                default -> {
                    byte[] begin = in.readNBytes(CLOSE_FRAME_BYTES);
                    if (begin.length < CLOSE_FRAME_BYTES) {
                        return;
                    }
                    if (begin[0] == (byte) 0x88) {
                        write(out, new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8});
                        return;
                    }
                    in.readNBytes(FRAME_BYTES - CLOSE_FRAME_BYTES);
                    write(out, new byte[] {(byte) 0x82, 126, PAYLOAD_BYTES >> 8, PAYLOAD_BYTES & 0xff});
                }
            }
            write(out, payload);
        }
    }

    private static void readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        for (byte next : bytes) {
            out.write(next);
        }
    }
}
