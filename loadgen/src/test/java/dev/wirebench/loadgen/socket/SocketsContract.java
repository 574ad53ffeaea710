package dev.wirebench.loadgen.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
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

/** What holds for every kind of sockets. */
@Timeout(30)
abstract class SocketsContract {

    private static final int PLACES = 3;
    private static final long LONG_MS = 20_000;

    private ServerSocket server;
    private Sockets sockets;
    private final List<Event> events = new ArrayList<>();

    private record Event(int place, boolean isReadable, boolean isWritable) {}

    abstract SocketKind kind();

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        sockets = kind().open(address(), PLACES);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
        server.close();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    private void poll(long timeoutMs) throws IOException {
        events.clear();
        sockets.poll(
                (place, isReadable, isWritable) -> events.add(new Event(place, isReadable, isWritable)), timeoutMs);
    }

    private void pollUntilTold() throws IOException {
        do {
            poll(LONG_MS);
        } while (events.isEmpty());
    }

    /** The peer of a place that is connected now. */
    private Socket connect(int place) throws IOException {
        sockets.connect(place, null);
        finishConnect(sockets, place);
        return server.accept();
    }

    private void finishConnect(Sockets connecting, int place) throws IOException {
        while (!connecting.finishConnect(place)) {
            connecting.poll((ready, isReadable, isWritable) -> {}, LONG_MS);
        }
    }

    private static ByteBuffer direct(byte... bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Test
    void bytesGoBothWays() throws IOException {
        try (Socket peer = connect(1)) {
            sockets.write(1, direct((byte) 1, (byte) 2, (byte) 3).position(1));
            assertThat(peer.getInputStream().readNBytes(2)).containsExactly(2, 3);
            peer.getOutputStream().write(new byte[] {4, 5});
            pollUntilTold();
            assertThat(events).containsExactly(new Event(1, true, false));
            ByteBuffer in = ByteBuffer.allocateDirect(8).position(1);
            assertThat(sockets.read(1, in)).isEqualTo(2);
            assertThat(in.position()).isEqualTo(3);
            assertThat(in.get(1)).isEqualTo((byte) 4);
            assertThat(sockets.read(1, in)).isZero();
        }
    }

    @Test
    void theEndOfTheStreamIsReadAfterItsLastByte() throws IOException {
        try (Socket peer = connect(0)) {
            peer.getOutputStream().write(7);
        }
        ByteBuffer in = ByteBuffer.allocateDirect(8);
        pollUntilTold();
        assertThat(sockets.read(0, in)).isEqualTo(1);
        pollUntilTold();
        assertThat(sockets.read(0, in)).isEqualTo(-1);
    }

    @Test
    void aResetIsAnError() throws IOException {
        try (Socket peer = connect(0)) {
            peer.setSoLinger(true, 0);
        }
        pollUntilTold();
        assertThat(events.get(0).isReadable()).isTrue();
        assertThatThrownBy(() -> sockets.read(0, ByteBuffer.allocateDirect(8))).isInstanceOf(IOException.class);
    }

    @Test
    void aRefusedConnectionIsAnErrorAndItsPlaceCanBeUsedAgain() throws IOException {
        server.close();
        assertThatThrownBy(() -> {
                    sockets.connect(0, null);
                    finishConnect(sockets, 0);
                })
                .isInstanceOf(IOException.class);
        sockets.close(0);
        server = new ServerSocket(address().getPort(), 50, InetAddress.getByName("127.0.0.1"));
        connect(0).close();
    }

    @Test
    void whatTheSocketDoesNotTakeIsLeftAndItTellsWhenItTakesMore() throws IOException {
        try (Socket peer = connect(2)) {
            ByteBuffer much = ByteBuffer.allocateDirect(32 * 1024 * 1024);
            sockets.write(2, much);
            assertThat(much.hasRemaining()).isTrue();
            int taken = much.position();
            sockets.awaitWritable(2, true);
            poll(0);
            assertThat(events).isEmpty();
            peer.getInputStream().skipNBytes(taken);
            pollUntilTold();
            assertThat(events).containsExactly(new Event(2, false, true));
            sockets.awaitWritable(2, false);
            poll(0);
            assertThat(events).isEmpty();
        }
    }

    @Test
    void aClosedPlaceIsNotToldOfAndItsPeerSeesTheEnd() throws IOException {
        try (Socket first = connect(0)) {
            first.getOutputStream().write(1);
            sockets.close(0);
            poll(0);
            assertThat(events).isEmpty();
            sockets.close(0);
        }
    }

    @Test
    void whatCameForTheLastSocketOfAPlaceIsNotToldOfTheNext() throws IOException {
        try (Socket first = connect(0);
                Socket second = connect(1)) {
            first.getOutputStream().write(1);
            second.getOutputStream().write(1);
            List<Integer> told = new ArrayList<>();
            while (told.isEmpty()) {
                sockets.poll(
                        (place, isReadable, isWritable) -> {
                            told.add(place);
                            reopen(1 - place);
                        },
                        LONG_MS);
            }
            assertThat(told).hasSize(1);
        }
    }

    private void reopen(int place) {
        try {
            sockets.close(place);
            connect(place).close();
            sockets.close(place);
            connect(place);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wakingUpEndsTheWaitOnce() throws IOException {
        new Thread(sockets::wakeup).start();
        poll(LONG_MS);
        assertThat(events).isEmpty();
        sockets.wakeup();
        poll(LONG_MS);
        poll(0);
        assertThat(events).isEmpty();
    }

    @Test
    void wakingUpAfterTheEndDoesNothing() {
        sockets.close();
        sockets.wakeup();
        sockets.close();
    }

    @Test
    void aSourceIsTakenAndOneThatIsInUseIsRefused() throws IOException {
        InetSocketAddress source;
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.1.200.1"))) {
            source = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(() -> sockets.connect(0, source)).isInstanceOf(BindException.class);
        }
        sockets.connect(0, source);
        finishConnect(sockets, 0);
        try (Socket peer = server.accept()) {
            assertThat(peer.getRemoteSocketAddress()).isEqualTo(source);
        }
    }

    @Test
    void anAddressOfVersionSixIsReached() throws IOException {
        try (ServerSocket six = new ServerSocket(0, 50, InetAddress.getByName("::1"));
                Sockets to = kind().open(new InetSocketAddress("::1", six.getLocalPort()), 1)) {
            to.connect(0, null);
            finishConnect(to, 0);
            six.accept().close();
        }
    }
}
