package dev.wirebench.loadgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service on loopback that does with each of its connections what a test says, each in a thread of its own. */
final class Peer implements AutoCloseable {

    /** What is done with a connection, which is closed then. */
    @FunctionalInterface
    interface Conduct {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
    private final Conduct conduct;
    private final int most;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    Peer(Conduct conduct) throws IOException {
        this(conduct, Integer.MAX_VALUE);
    }

    /** @param most after so many connections it refuses */
    Peer(Conduct conduct, int most) throws IOException {
        this.conduct = conduct;
        this.most = most;
        start(this::accept, "peer-accept");
    }

    int port() {
        return server.getLocalPort();
    }

    /** All that it ever accepted. */
    List<Socket> sockets() {
        return sockets;
    }

    private void accept() {
        try (server) {
            while (sockets.size() < most) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket), "peer-connection");
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conduct.serve(socket);
        } catch (IOException e) {
            // The client has gone, which every test does at its end.
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
