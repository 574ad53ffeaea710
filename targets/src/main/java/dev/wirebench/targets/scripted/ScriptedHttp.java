package dev.wirebench.targets.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;

/**
 * HTTP/1.1 and 1.0 (RFC 9112) on any path: echoes a body, and answers a request without one with 64 fixed bytes. A
 * handshake (RFC 6455) turns the connection into a WebSocket. Confined to one loop.
 */
final class ScriptedHttp implements ScriptedWire {

    /** Including the empty line. */
    static final int MAX_HEAD_BYTES = 8 * 1024;

    static final byte[] FIXED_BODY = "0123456789abcdef".repeat(4).getBytes(ISO_8859_1);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** CR LF CR LF. */
    private static final int HEAD_END = 0x0d0a0d0a;

    /** Head of a request whose body is incomplete. */
    private RequestHead head;

    @Override
    public Protocol protocol() {
        return Protocol.HTTP;
    }

    /** RFC 9112, section 9.3.2. */
    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public void read(ByteBuffer in, Replies replies) {
        while (in.hasRemaining()) {
            if (head == null && !open(in, replies)) {
                return;
            }
            if (in.remaining() < head.length()) {
                return;
            }
            RequestHead request = head;
            head = null;
            int length = (int) request.length();
            ByteBuffer body = in.slice(in.position(), length);
            in.position(in.position() + length);
            replies.message(body, answer(request, request.hasBody() ? body : fixedBody()), request.isLast());
            if (request.isLast()) {
                return;
            }
        }
    }

    /** @return true if a head was read and its body follows */
    private boolean open(ByteBuffer in, Replies replies) {
        int headBytes = headBytes(in);
        if (headBytes == 0 && in.remaining() < MAX_HEAD_BYTES) {
            return false;
        }
        if (headBytes == 0) {
            return refuse("431 Request Header Fields Too Large", replies);
        }
        byte[] text = new byte[headBytes];
        in.get(text);
        RequestHead read;
        try {
            read = RequestHead.parse(new String(text, 0, headBytes - Integer.BYTES, ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return refuse("400 Bad Request", replies);
        }
        if (read.fields().containsKey("transfer-encoding")) {
            return refuse("411 Length Required", replies);
        }
        if (read.length() == RequestHead.NO_NUMBER) {
            return refuse("400 Bad Request", replies);
        }
        if (read.length() > Target.MAX_BODY_BYTES) {
            return refuse("413 Content Too Large", replies);
        }
        if (read.lists("upgrade", "websocket")) {
            return upgrade(read, replies);
        }
        if (read.lists("expect", "100-continue") && in.remaining() < read.length()) {
            replies.send(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        head = read;
        return true;
    }

    /** Length including the empty line; 0 if there is none yet. */
    private static int headBytes(ByteBuffer in) {
        int end = Math.min(in.limit(), in.position() + MAX_HEAD_BYTES) - Integer.BYTES;
        for (int at = in.position(); at <= end; at++) {
            if (in.get(at) == '\r' && in.getInt(at) == HEAD_END) {
                return at + Integer.BYTES - in.position();
            }
        }
        return 0;
    }

    private static boolean upgrade(RequestHead head, Replies replies) {
        String answer = WebSocketHandshake.answer(head);
        if (answer == null) {
            return refuse("400 Bad Request\r\nSec-WebSocket-Version: 13", replies);
        }
        replies.send(ascii(answer));
        replies.upgrade(new ScriptedWebSocket());
        return false;
    }

    /** @return false */
    private static boolean refuse(String status, Replies replies) {
        replies.sendLast(ascii("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return false;
    }

    private static ByteBuffer answer(RequestHead request, ByteBuffer body) {
        String connection =
                request.isLast() ? "Connection: close\r\n" : request.isVersion10() ? "Connection: keep-alive\r\n" : "";
        ByteBuffer head =
                ascii("HTTP/1.1 200 OK\r\nContent-Length: " + body.remaining() + "\r\n" + connection + "\r\n");
        ByteBuffer sent = request.method().equals("HEAD") ? NOTHING : body;
        return ByteBuffer.allocate(head.remaining() + sent.remaining())
                .put(head)
                .put(sent.duplicate())
                .flip();
    }

    private static ByteBuffer fixedBody() {
        return ByteBuffer.wrap(FIXED_BODY);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
