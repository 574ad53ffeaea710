package dev.wirebench.loadgen.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contract of every kind of sockets. */
@Timeout(30)
abstract class SocketsContract {

    private static final int PLACES = 3;
    private static final long LONG_MS = 20_000;

    /** The two clocks are read one after the other. */
    private static final long MAX_CLOCK_ERROR_NS = 10_000;

    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private ServerSocket server;
    private Sockets sockets;
    private final List<Event> events = new ArrayList<>();

    private record Event(int slot, boolean isReadable, boolean isWritable) {}

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
        sockets.poll((slot, isReadable, isWritable) -> events.add(new Event(slot, isReadable, isWritable)), timeoutMs);
    }

    /** Waits until an event is reported or the test has timed out, which the wait itself ignores. */
    private void pollUntilTold() throws IOException {
        do {
            poll(LONG_MS);
        } while (events.isEmpty() && !Thread.currentThread().isInterrupted());
    }

    /** The peer of a newly connected slot. */
    private Socket connect(int slot) throws IOException {
        sockets.connect(slot, null);
        finishConnect(sockets, slot);
        return server.accept();
    }

    private void finishConnect(Sockets connecting, int slot) throws IOException {
        while (!connecting.finishConnect(slot)) {
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

    /** The stamp may be unknown, but never implausible. */
    @Test
    void whatArrivedIsToldWithTheInstantAtWhichItDid() throws IOException {
        sockets.stampArrivals();
        try (Socket peer = connect(0)) {
            long sentNs;
            long readNs;
            long arrivedNs;
            // The kernel may take a moment to enable its stamps.
            do {
                sentNs = System.nanoTime();
                peer.getOutputStream().write(7);
                CompletableFuture.runAsync(() -> {}, LATER).join();
                pollUntilTold();
                assertThat(sockets.read(0, ByteBuffer.allocateDirect(8))).isEqualTo(1);
                readNs = System.nanoTime();
                arrivedNs = sockets.arrivedNs(readNs);
            } while (arrivedNs == Sockets.UNKNOWN && kind() == SocketKind.EPOLL);
            if (kind() == SocketKind.EPOLL) {
                assertThat(arrivedNs).isBetween(sentNs - MAX_CLOCK_ERROR_NS, readNs - 100_000_000);
                assertThat(sockets.arrivedNs(sentNs - 1_000_000))
                        .as("before it can have been")
                        .isEqualTo(Sockets.UNKNOWN);
            } else {
                assertThat(arrivedNs).isEqualTo(Sockets.UNKNOWN);
            }
        }
    }

    @Test
    void whereNobodyAskedForStampsItIsUnknownWhenSomethingArrived() throws IOException {
        try (Socket peer = connect(0)) {
            peer.getOutputStream().write(7);
            pollUntilTold();
            assertThat(sockets.read(0, ByteBuffer.allocateDirect(8))).isEqualTo(1);
            assertThat(sockets.arrivedNs(System.nanoTime())).isEqualTo(Sockets.UNKNOWN);
        }
    }

    @Test
    void theLocalAddressIsWhereThePeerSeesItComeFrom() throws IOException {
        try (Socket peer = connect(2)) {
            assertThat(sockets.localAddress(2)).isEqualTo(peer.getRemoteSocketAddress());
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
        reset(connect(0));
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

    /** An error is reported whatever is awaited, so only the slot can suppress it. */
    @Test
    void whatCameForTheLastSocketOfAPlaceIsNotToldOfTheNext() throws IOException {
        reset(connect(0));
        reset(connect(1));
        List<Integer> told = new ArrayList<>();
        while (told.isEmpty()) {
            sockets.poll(
                    (slot, isReadable, isWritable) -> {
                        told.add(slot);
                        reopen(1 - slot);
                    },
                    LONG_MS);
        }
        assertThat(told).hasSize(1);
    }

    private static void reset(Socket peer) throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    private void reopen(int slot) {
        try {
            sockets.close(slot);
            connect(slot).close();
            sockets.close(slot);
            connect(slot);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wakingUpEndsTheWaitOnce() throws IOException {
        try (Socket peer = connect(0)) {
            new Thread(sockets::wakeup).start();
            poll(LONG_MS);
            assertThat(events).isEmpty();
            sockets.wakeup();
            poll(LONG_MS);
            assertThat(events).isEmpty();
            // Only a later wakeup ends the next wait; an early one is correct too.
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> send(peer), LATER);
            poll(LONG_MS);
            assertThat(events).containsExactly(new Event(0, true, false));
            later.join();
        }
    }

    private static void send(Socket peer) {
        try {
            peer.getOutputStream().write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void smallMessagesDoNotWaitForOthers() throws IOException {
        assumeThat(SystemCalls.whyNot()).isEmpty();
        try (Socket peer = connect(0)) {
            assertThat(SocketOptions.ofPeer(peer, SystemCalls.IPPROTO_TCP, SystemCalls.TCP_NODELAY))
                    .isEqualTo(1);
        }
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

    /** 192.0.2.0/24 is unassigned (RFC 5737). */
    @Test
    void aSourceThatIsNotOfThisMachineIsRefused() {
        assertThatThrownBy(() -> sockets.connect(0, new InetSocketAddress("192.0.2.1", 0)))
                .isInstanceOf(BindException.class);
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
