package dev.wirebench.targets.echo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A bare listening socket that answers nothing and prints what it receives, formatted by {@link ReceivedText}. Safe for
 * concurrent use.
 */
public final class Listener implements AutoCloseable {

    /** Shown per connection; further bytes are only counted. */
    static final int MAX_SHOWN_BYTES = 64 * 1024;

    private static final int MAX_CONNECTIONS = 64;

    private final ServerSocket listening;
    private final Duration idleTimeout;
    private final ReceivedText text;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    private final Thread acceptor = new Thread(this::accept, "listener");

    private Listener(ServerSocket listening, Duration idleTimeout, PrintStream out) {
        this.listening = listening;
        this.idleTimeout = idleTimeout;
        this.text = new ReceivedText(out);
    }

    /**
     * @param idleTimeout after which a silent connection is closed
     * @throws IOException if the address cannot be listened on
     */
    public static Listener start(InetSocketAddress address, Duration idleTimeout, PrintStream out) throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.bind(address);
        } catch (IOException e) {
            listening.close();
            throw new IOException("listener on " + address, e);
        }
        Listener listener = new Listener(listening, idleTimeout, out);
        listener.acceptor.setDaemon(true);
        listener.acceptor.start();
        return listener;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                permits.acquire();
                Socket socket = listening.accept();
                open.add(socket);
                int connection = number;
                Thread reader = new Thread(() -> read(connection, socket), "listener-" + connection);
                reader.setDaemon(true);
                reader.start();
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                System.err.println("listener: cannot accept: " + e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(int connection, Socket socket) {
        text.opened(connection, (InetSocketAddress) socket.getRemoteSocketAddress());
        String end;
        long receivedBytes = 0;
        try (socket) {
            socket.setSoTimeout((int) idleTimeout.toMillis());
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[8 * 1024];
            for (int count; (count = in.read(bytes)) >= 0; receivedBytes += count) {
                int shown = (int) Math.max(0, Math.min(count, MAX_SHOWN_BYTES - receivedBytes));
                text.received(connection, bytes, shown);
                if (receivedBytes <= MAX_SHOWN_BYTES && receivedBytes + count > MAX_SHOWN_BYTES) {
                    text.note(connection, "more than " + MAX_SHOWN_BYTES + " bytes, the rest is not shown");
                }
            }
            end = "closed by its peer";
        } catch (SocketTimeoutException e) {
            end = "closed after " + idleTimeout.toMillis() + " ms without data";
        } catch (IOException e) {
            end = listening.isClosed() ? "closed with the listener" : "lost";
        } finally {
            open.remove(socket);
            permits.release();
        }
        text.closed(connection, end + ", " + receivedBytes + " bytes received");
    }

    @Override
    public void close() {
        try {
            listening.close();
            acceptor.interrupt();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            System.err.println("listener: " + e.getMessage());
        }
    }
}
