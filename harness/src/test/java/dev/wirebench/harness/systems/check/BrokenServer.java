package dev.wirebench.harness.systems.check;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does one thing wrong; a thread for each connection. */
final class BrokenServer implements AutoCloseable {

    static final int FEW = 7;

    enum Fault {
        /** Shakes hands, then reads and says nothing more. */
        SILENT_WEBSOCKET,
        /** A raw echo that changes the last byte of messages of 100 bytes and more. */
        CHANGED_BYTE,
        /** An HTTP echo that closes after each answer. */
        CLOSING_HTTP,
        /** A raw echo that closes connections when it has {@link #FEW} others. */
        FEW_CONNECTIONS
    }

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final AtomicInteger open = new AtomicInteger();
    private final Fault fault;

    private BrokenServer(Fault fault) throws IOException {
        this.fault = fault;
    }

    static BrokenServer start(Fault fault) throws IOException {
        BrokenServer server = new BrokenServer(fault);
        thread(server::accept);
        return server;
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + (scheme.equals("tcp") ? "" : "/echo"));
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "broken-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                thread(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            boolean isOneTooMany = open.incrementAndGet() > FEW && fault == Fault.FEW_CONNECTIONS;
            if (!isOneTooMany) {
                talk(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            }
        } catch (Exception e) {
            // The client has closed it.
        } finally {
            open.decrementAndGet();
        }
    }

    private void talk(DataInputStream in, DataOutputStream out) throws Exception {
        switch (fault) {
            case SILENT_WEBSOCKET -> {
                String key = head(in).replaceFirst("(?is).*sec-websocket-key: *([^\r]+)\r.*", "$1");
                out.write(("HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + accept(key) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                in.transferTo(OutputStream.nullOutputStream());
            }
            case CLOSING_HTTP -> {
                String head = head(in).toLowerCase(Locale.ROOT);
                String length = head.replaceFirst("(?s).*content-length: *([0-9]+).*", "$1");
                byte[] body = in.readNBytes(length.equals(head) ? 0 : Integer.parseInt(length));
                out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body);
            }
            default -> echo(in, out);
        }
    }

    private void echo(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] body = in.readNBytes(in.readInt());
            if (fault == Fault.CHANGED_BYTE && body.length >= 100) {
                body[body.length - 1] ^= 1;
            }
            out.writeInt(body.length);
            out.write(body);
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static String accept(String key) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key.strip() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
