package dev.wirebench.harness.systems.check;

import dev.wirebench.loadgen.Destinations;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A bare socket that says just enough of a protocol. Confined to one thread. */
final class PlainConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 5_000;
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_BODY_BYTES = 1 << 24;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    private PlainConnection(URI uri) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(Destinations.SYSTEM.of(uri), TIMEOUT_MS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 512));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static PlainConnection open(URI uri) throws IOException {
        return new PlainConnection(uri);
    }

    /** Sends a message behind its length and reads one. */
    byte[] echo(byte[] body) throws IOException {
        out.writeInt(body.length);
        out.write(body);
        out.flush();
        int length = in.readInt();
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new IOException("the answer's length is " + length);
        }
        byte[] answer = new byte[length];
        in.readFully(answer);
        return answer;
    }

    /** Shakes hands as a WebSocket client. */
    void upgrade(URI uri) throws IOException {
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        write("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: d2lyZWJlbmNoIGlkbGUgIQ==\r\n\r\n");
        String head = readHead();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the handshake was answered with " + firstLine(head));
        }
    }

    /** A short WebSocket text message, masked with zeros. */
    void sendText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x81);
        out.write(0x80 | bytes.length);
        out.writeInt(0);
        out.write(bytes);
        out.flush();
    }

    /** A short WebSocket frame's payload. */
    String receiveText() throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Sends a request and reads its answer. */
    void post(URI uri, String body) throws IOException {
        write("POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
        String head = readHead();
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("it was answered with " + firstLine(head));
        }
        String answer = readBody(head.toLowerCase(Locale.ROOT));
        if (!answer.equals(body)) {
            throw new IOException("it came back as something else");
        }
    }

    private String readBody(String head) throws IOException {
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            StringBuilder body = new StringBuilder();
            for (int size; (size = Integer.parseInt(readLine().split(";")[0].strip(), 16)) > 0; ) {
                body.append(read(size));
                readLine();
            }
            readLine();
            return body.toString();
        }
        String length = head.replaceFirst("(?s).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1");
        return read(length.matches("[0-9]{1,7}") ? Integer.parseInt(length) : 0);
    }

    private String read(int size) throws IOException {
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || !line.toString().endsWith("\r\n")) {
            line.append((char) in.readUnsignedByte());
        }
        return line.toString();
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException(head.isEmpty() ? "the connection ended" : "the answer ended within its head");
            }
            if (head.length() == MAX_HEAD_BYTES) {
                throw new IOException("the answer's head is longer than " + MAX_HEAD_BYTES + " bytes");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static String firstLine(String head) {
        return "'" + head.lines().findFirst().orElse("") + "'";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
