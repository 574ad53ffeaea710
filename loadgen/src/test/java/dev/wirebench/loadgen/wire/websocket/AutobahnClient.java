package dev.wirebench.loadgen.wire.websocket;

import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs Autobahn's fuzzing server against the codec used for measuring: runs all its cases and echoes every message, see
 * {@code .ci/autobahn}. Connections end as in a measurement: the server's close is answered with ours, and a protocol
 * violation ends the connection at once. Confined to one thread.
 */
final class AutobahnClient implements AutoCloseable {

    private static final int TIMEOUT_MS = 30_000;
    private static final String AGENT = "wirebench";

    private final Socket socket;
    private final KeyStream keys = new KeyStream();
    private final WebSocketHandshake handshake;
    private final Whole message = new Whole();
    private final WebSocketFrames received = new WebSocketFrames(message, Target.MAX_BODY_BYTES);
    private final MaskedFrames sent = new MaskedFrames(keys);
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private final ByteBuffer out = ByteBuffer.allocate(Target.MAX_BODY_BYTES + MaskedFrames.MAX_HEADER_BYTES);

    private AutobahnClient(URI url) throws IOException {
        handshake = new WebSocketHandshake(url, Map.of(), null, keys);
        socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
    }

    /** @param args the fuzzing server, {@code ws://host:port} */
    public static void main(String[] args) throws IOException {
        int cases = Integer.parseInt(talk(args[0] + "/getCaseCount"));
        for (int i = 1; i <= cases; i++) {
            talk(args[0] + "/runCase?case=" + i + "&agent=" + AGENT);
        }
        talk(args[0] + "/updateReports?agent=" + AGENT);
    }

    /** @return the last message */
    private static String talk(String url) throws IOException {
        try (AutobahnClient client = new AutobahnClient(URI.create(url))) {
            client.handshake.encode(client.out);
            client.send();
            while (client.read()) {}
            return StandardCharsets.UTF_8.decode(client.message.content).toString();
        }
    }

    /** @return false at the end */
    private boolean read() throws IOException {
        int bytes = socket.getInputStream().read(in.array());
        if (bytes < 0) {
            return false;
        }
        in.position(0).limit(bytes);
        while (in.hasRemaining()) {
            Decoded decoded = handshake.isDone() ? received.decode(in) : handshake.decode(in);
            if (!handle(decoded)) {
                return false;
            }
        }
        return true;
    }

    private boolean handle(Decoded decoded) throws IOException {
        switch (decoded) {
            case ANSWERED -> echo();
            case REPLY_DUE -> {
                sent.putPong(received.control(), out.clear());
                send();
            }
            case CLOSED -> {
                sent.putClose(out.clear());
                send();
            }
            default -> {}
        }
        return decoded.failure() == null;
    }

    private void echo() throws IOException {
        sent.begin(message.opcode, message.content.remaining(), out.clear());
        out.put(message.content.duplicate());
        sent.end(out);
        send();
    }

    private void send() throws IOException {
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The last complete message. */
    private static final class Whole implements DataMessages {

        private final ByteBuffer content =
                ByteBuffer.allocate(Target.MAX_BODY_BYTES).limit(0);
        private int opcode;

        @Override
        public boolean begin(int receivedOpcode) {
            opcode = receivedOpcode;
            content.clear();
            return true;
        }

        @Override
        public boolean accept(ByteBuffer in, int length) {
            content.put(in.slice(in.position(), length));
            in.position(in.position() + length);
            return true;
        }

        @Override
        public Decoded end() {
            content.flip();
            return Decoded.ANSWERED;
        }
    }
}
