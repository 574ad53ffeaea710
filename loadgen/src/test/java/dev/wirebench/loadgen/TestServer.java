package dev.wirebench.loadgen;

import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.SocketIoService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** An echo of one protocol, one thread per connection, that misbehaves at every n-th message. */
final class TestServer implements AutoCloseable {

    enum Fault {
        SILENCE,
        CLOSE,
        RESET,
        GARBAGE,
        WRONG_ECHO,
        HANDSHAKE_REFUSAL
    }

    private final ServerSocket server;
    private final Protocol protocol;
    private final Fault fault;
    private final int everyNth;
    private final Service.MessageType message;
    private final AtomicLong messages = new AtomicLong();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Consumer<byte[]> beforeEcho = frame -> {};

    private TestServer(Protocol protocol, Fault fault, int everyNth, Service.MessageType message) throws IOException {
        this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        this.protocol = protocol;
        this.fault = fault;
        this.everyNth = everyNth;
        this.message = message;
        start(this::accept, "test-accept");
    }

    static TestServer echo(Protocol protocol) throws IOException {
        return new TestServer(protocol, null, Integer.MAX_VALUE, null);
    }

    static TestServer faulty(Protocol protocol, Fault fault, int everyNth) throws IOException {
        return new TestServer(protocol, fault, everyNth, null);
    }

    /** An echo for Socket.IO events with attachments. */
    static TestServer echoOfAttachments() throws IOException {
        return new TestServer(Protocol.SOCKETIO, null, Integer.MAX_VALUE, Service.MessageType.BINARY);
    }

    Target target() {
        String address = "127.0.0.1:" + server.getLocalPort();
        return Target.of(
                new HttpService(URI.create("http://" + address + "/echo")),
                new WebSocketService(URI.create("ws://" + address + "/ws")),
                new RawService(URI.create("tcp://" + address)),
                new SocketIoService(URI.create("ws://" + address + "/socket.io/?EIO=4&transport=websocket"))
                        .withMessage(message));
    }

    /** Runs a step on the connection's thread before each frame is echoed, including a close. */
    TestServer beforeEcho(Consumer<byte[]> step) {
        beforeEcho = step;
        return this;
    }

    int connections() {
        return sockets.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket), "test-connection");
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            if (protocol == Protocol.WEBSOCKET) {
                String head = readHead(in);
                boolean refuse = fault == Fault.HANDSHAKE_REFUSAL && isNth();
                socket.getOutputStream().write(refuse ? ascii("HTTP/1.1 403 No\r\n\r\n") : agreement(head));
            } else if (protocol == Protocol.SOCKETIO) {
                connect(in, socket);
            }
            while (true) {
                byte[] frame = readMessage(in);
                beforeEcho.accept(frame);
                boolean isClose = protocol.hasHandshake() && (frame[0] & 0x0f) == 8;
                if (fault == null || fault == Fault.HANDSHAKE_REFUSAL || isClose || !isNth()) {
                    socket.getOutputStream().write(frame);
                } else if (!misbehave(socket, frame)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone, as at the end of every test.
        }
    }

    /** Sends nothing that would let a client begin too early. */
    private void connect(DataInputStream in, Socket socket) throws IOException {
        socket.getOutputStream().write(agreement(readHead(in)));
        socket.getOutputStream().write(SocketIoPeer.text(SocketIoPeer.OPEN));
        if (!SocketIoPeer.read(in).text().equals("40")) {
            throw new IllegalStateException("the client must send a connect");
        }
        boolean decline = fault == Fault.HANDSHAKE_REFUSAL && isNth();
        socket.getOutputStream().write(SocketIoPeer.text(decline ? "44{\"message\":\"no\"}" : SocketIoPeer.CONNECTED));
    }

    private boolean isNth() {
        return messages.incrementAndGet() % everyNth == 0;
    }

    /** @return true if the connection goes on */
    private boolean misbehave(Socket socket, byte[] frame) throws IOException {
        switch (fault) {
            case SILENCE -> {}
            case CLOSE -> {
                return false;
            }
            case RESET -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case GARBAGE -> socket.getOutputStream().write(new byte[] {-1, -1, -1, -1, -1, -1, '\n'});
            case WRONG_ECHO -> {
                // The last bytes of a Socket.IO event are not content.
                frame[frame.length - (protocol == Protocol.SOCKETIO ? 3 : 1)] ^= 1;
                socket.getOutputStream().write(frame);
            }
            default -> throw new IllegalStateException("not a fault of a message: " + fault);
        }
        return true;
    }

    /** Reads a message. @return its echo as bytes on the socket */
    private byte[] readMessage(DataInputStream in) throws IOException {
        switch (protocol) {
            case RAW -> {
                int length = in.readInt();
                return concat(ByteBuffer.allocate(4).putInt(length).array(), in.readNBytes(length));
            }
            case HTTP -> {
                String head = readHead(in);
                int at = head.indexOf("Content-Length: ") + 16;
                int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
                byte[] body = in.readNBytes(length);
                return concat(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n"), body);
            }
            case SOCKETIO -> {
                return SocketIoPeer.readEvent(in);
            }
            default -> {
                int opcode = in.readUnsignedByte();
                int length = in.readUnsignedByte() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                byte[] mask = in.readNBytes(4);
                byte[] content = in.readNBytes(length);
                for (int i = 0; i < length; i++) {
                    content[i] ^= mask[i % 4];
                }
                ByteBuffer header = ByteBuffer.allocate(10).put((byte) opcode);
                if (length < 126) {
                    header.put((byte) length);
                } else if (length < 65536) {
                    header.put((byte) 126).putShort((short) length);
                } else {
                    header.put((byte) 127).putLong(length);
                }
                byte[] head = new byte[header.position()];
                header.flip().get(head);
                return concat(head, content);
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The response to an HTTP request for a WebSocket. */
    static byte[] agreement(String head) throws IOException {
        int at = head.indexOf("Sec-WebSocket-Key: ") + 19;
        String key = head.substring(at, at + 24);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest(ascii(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            return ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
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
