package dev.wirebench.report.anatomy;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes down one connection: the socket calls in their order, and the bytes that they moved, as far as {@link #KEPT_BYTES}
 * and {@link #KEPT_CALLS} go; of what comes after only the bytes are counted. Confined to one thread.
 */
public final class ConnectionCapture {

    /** Of each direction: an answer may have no end. */
    public static final int KEPT_BYTES = 4 * 1024 * 1024;

    public static final int KEPT_CALLS = 10_000;

    private final List<SocketCall> calls = new ArrayList<>();
    private final Map<Direction, ByteArrayOutputStream> streams = new EnumMap<>(Direction.class);
    private final Map<Direction, TreeMap<Integer, Integer>> callsByOffset = new EnumMap<>(Direction.class);
    private final Map<Direction, Long> leftOut = new EnumMap<>(Direction.class);
    private String local = "";
    private String remote = "";

    public ConnectionCapture() {
        for (Direction direction : Direction.values()) {
            streams.put(direction, new ByteArrayOutputStream());
            callsByOffset.put(direction, new TreeMap<>());
        }
    }

    /** @param isBound whether the source was chosen before the connect */
    public void connected(InetSocketAddress from, InetSocketAddress to, boolean isBound) {
        local = text(from);
        remote = text(to);
        calls.add(SocketCall.of(SocketCall.Name.SOCKET));
        if (isBound) {
            calls.add(SocketCall.of(SocketCall.Name.BIND));
        }
        calls.add(SocketCall.of(SocketCall.Name.CONNECT));
    }

    public void sent(byte[] bytes) {
        moved(Direction.UP, SocketCall.Name.SEND, bytes);
    }

    /** @param bytes none at the end of the stream */
    public void received(byte[] bytes) {
        moved(Direction.DOWN, SocketCall.Name.RECV, bytes);
    }

    public void closed() {
        calls.add(SocketCall.of(SocketCall.Name.CLOSE));
    }

    private void moved(Direction direction, SocketCall.Name name, byte[] bytes) {
        ByteArrayOutputStream stream = streams.get(direction);
        boolean isFull = calls.size() >= KEPT_CALLS || stream.size() >= KEPT_BYTES;
        if (isFull && bytes.length > 0) {
            leftOut.merge(direction, (long) bytes.length, Long::sum);
            return;
        }
        int kept = Math.min(bytes.length, KEPT_BYTES - stream.size());
        if (kept > 0) {
            callsByOffset.get(direction).put(stream.size(), calls.size());
        }
        if (kept < bytes.length) {
            leftOut.merge(direction, (long) bytes.length - kept, Long::sum);
        }
        calls.add(new SocketCall(name, (long) bytes.length));
        stream.write(bytes, 0, kept);
    }

    /** How many bytes went that way after those that are kept. */
    long leftOut(Direction direction) {
        return leftOut.getOrDefault(direction, 0L);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    String local() {
        return local;
    }

    String remote() {
        return remote;
    }

    List<SocketCall> calls() {
        return List.copyOf(calls);
    }

    byte[] stream(Direction direction) {
        return streams.get(direction).toByteArray();
    }

    /** Index of the call that moved the byte at an offset. */
    int callAt(Direction direction, int offset) {
        return callsByOffset.get(direction).floorEntry(offset).getValue();
    }
}
