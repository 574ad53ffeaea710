package dev.wirebench.loadgen.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObservedSocketsTest implements SocketObserver {

    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private ServerSocket server;
    private Sockets sockets;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        sockets = ObservedSockets.opener(SocketKind.NIO, this).open(address(), 2);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
        server.close();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    private Socket connect(int slot) throws IOException {
        sockets.connect(slot, null);
        while (!sockets.finishConnect(slot)) {
            sockets.poll((ready, isReadable, isWritable) -> {}, 1000);
        }
        return server.accept();
    }

    private int readOnce() throws IOException {
        ByteBuffer in = ByteBuffer.allocateDirect(8).put((byte) 9);
        for (int count; ; ) {
            sockets.poll((ready, isReadable, isWritable) -> {}, 1000);
            if ((count = sockets.read(1, in)) != 0) {
                return count;
            }
        }
    }

    @Override
    public void connected(int slot, InetSocketAddress local, InetSocketAddress remote, boolean isBound) {
        told.add(slot + " connected " + local.getPort() + " to " + remote.getPort() + " " + isBound);
    }

    @Override
    public void sent(int slot, byte[] bytes) {
        told.add(slot + " sent");
        sent.writeBytes(bytes);
    }

    @Override
    public void received(int slot, byte[] bytes) {
        told.add(slot + " received " + List.of(bytes.length, bytes.length == 0 ? 0 : bytes[0]));
    }

    @Override
    public void closed(int slot) {
        told.add(slot + " closed");
    }

    @Test
    void everyCallThatMovedSomethingIsToldInItsOrder() throws IOException {
        try (Socket peer = connect(1)) {
            sockets.write(
                    1,
                    ByteBuffer.allocateDirect(3)
                            .put((byte) 1)
                            .put((byte) 2)
                            .put((byte) 3)
                            .position(1));
            assertThat(sent.toByteArray()).containsExactly(2, 3);
            assertThat(sockets.read(1, ByteBuffer.allocateDirect(8))).isZero();
            peer.getOutputStream().write(new byte[] {4, 5});
            readOnce();
            peer.shutdownOutput();
            readOnce();
            sockets.close(1);
            sockets.close(1);
            assertThat(told)
                    .containsExactly(
                            "1 connected " + peer.getPort() + " to " + server.getLocalPort() + " false",
                            "1 sent",
                            "1 received [2, 4]",
                            "1 received [0, 0]",
                            "1 closed");
        }
    }

    @Test
    void ofAWriteOnlyWhatTheSocketTookIsTold() throws IOException {
        try (Socket peer = connect(0)) {
            ByteBuffer much = ByteBuffer.allocateDirect(32 * 1024 * 1024);
            sockets.write(0, much);
            assertThat(much.hasRemaining()).isTrue();
            assertThat(sent.size()).isEqualTo(much.position());
            sent.reset();
            sockets.write(0, much.duplicate());
            assertThat(peer.isConnected()).isTrue();
        }
    }

    @Test
    void aPlaceThatNeverStoodIsNotToldOf() throws IOException {
        sockets.close(0);
        sockets.close();
        assertThat(told).isEmpty();
    }
}
