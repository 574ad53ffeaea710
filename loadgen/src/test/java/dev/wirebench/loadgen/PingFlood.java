package dev.wirebench.loadgen;

import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket echo of 64-byte messages that sends endless pings, and no answers, on every second connection. */
final class PingFlood implements AutoCloseable {

    private static final int PINGS = 32 * 1024;
    private static final int MESSAGE_BYTES = 6 + 64;

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final boolean reads;

    /** @param reads whether it reads the pongs it asks for */
    PingFlood(boolean reads) throws IOException {
        this.reads = reads;
        start(this::accept);
    }

    Target target() {
        URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
        return Target.of(new WebSocketService(url));
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            sockets.add(socket);
            socket.setTcpNoDelay(true);
            start(() -> serve(socket, connections.getAndIncrement() % 2 == 1));
        }
    }

    private void serve(Socket socket, boolean floods) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            out.write(TestServer.agreement(head.toString()));
            if (floods) {
                flood(in, out);
            } else {
                echo(in, out);
            }
        }
    }

    private void flood(InputStream in, OutputStream out) throws IOException {
        if (reads) {
            start(() -> in.transferTo(OutputStream.nullOutputStream()));
        }
        byte[] pings = new byte[2 * PINGS];
        for (int i = 0; i < pings.length; i += 2) {
            pings[i] = (byte) 0x89;
        }
        while (true) {
            out.write(pings);
        }
    }

    private static void echo(DataInputStream in, OutputStream out) throws IOException {
        byte[] frame = new byte[MESSAGE_BYTES];
        while (true) {
            in.readFully(frame, 0, 6);
            int length = frame[1] & 0x7f;
            in.readFully(frame, 6, length);
            byte[] answer = new byte[2 + length];
            answer[0] = frame[0];
            answer[1] = (byte) length;
            for (int i = 0; i < length; i++) {
                answer[2 + i] = (byte) (frame[6 + i] ^ frame[2 + i % 4]);
            }
            out.write(answer);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The client or the server has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
