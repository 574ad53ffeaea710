package dev.wirebench.loadgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback service that treats each connection as the test says, on its own thread. */
final class Peer implements AutoCloseable {

    /** Treatment of a connection, which is closed afterwards. */
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

    /** @param most connections accepted before further ones are refused */
    Peer(Conduct conduct, int most) throws IOException {
        this.conduct = conduct;
        this.most = most;
        start(this::accept, "peer-accept");
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every socket accepted so far. */
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
            // The service was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conduct.serve(socket);
        } catch (IOException e) {
            // The client has gone, as at the end of every test.
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
