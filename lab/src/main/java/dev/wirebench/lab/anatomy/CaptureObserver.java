package dev.wirebench.lab.anatomy;

import dev.wirebench.loadgen.socket.SocketObserver;
import dev.wirebench.report.anatomy.ConnectionCapture;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes down every connection on a tape of its own. Confined to the worker that makes the calls, then to who reads. */
final class CaptureObserver implements SocketObserver {

    private final List<ConnectionCapture> tapes = new ArrayList<>();
    private final Map<Integer, ConnectionCapture> turning = new HashMap<>();

    /** In the order in which the connections stood. */
    List<ConnectionCapture> tapes() {
        return List.copyOf(tapes);
    }

    @Override
    public void connected(int place, InetSocketAddress local, InetSocketAddress remote, boolean isBound) {
        ConnectionCapture tape = new ConnectionCapture();
        tape.connected(local, remote, isBound);
        tapes.add(tape);
        turning.put(place, tape);
    }

    @Override
    public void sent(int place, byte[] bytes) {
        turning.get(place).sent(bytes);
    }

    @Override
    public void received(int place, byte[] bytes) {
        turning.get(place).received(bytes);
    }

    @Override
    public void closed(int place) {
        turning.remove(place).closed();
    }
}
