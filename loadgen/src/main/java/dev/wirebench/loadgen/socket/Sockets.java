package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One worker's non-blocking TCP sockets towards one target, each in a numbered place, and the wait for what they are
 * ready for. Buffers are direct. Confined to one worker, but for {@link #wakeup}.
 */
public interface Sockets extends AutoCloseable {

    /** Stands for an instant that nobody knows. */
    long UNKNOWN = Long.MIN_VALUE;

    /** How sockets are come by. */
    @FunctionalInterface
    interface Opener {

        /** @throws IOException if the process has no file descriptors left */
        Sockets open(InetSocketAddress target, int places) throws IOException;
    }

    /** Told of each socket that is ready. */
    @FunctionalInterface
    interface Listener {

        /** @param isReadable also where only an error or the end of the stream can be read */
        void onReady(int place, boolean isReadable, boolean isWritable);
    }

    /** Has the kernel stamp what arrives on every place that is connected from now on, for {@link #arrivedNs}, if it can. */
    void stampArrivals() throws IOException;

    /**
     * Begins to connect a place that has no socket; {@link #finishConnect} tells whether the connection stands.
     *
     * @param source where to connect from; null leaves it to the kernel
     * @throws BindException if the source is not to be had; the place has no socket then
     * @throws IOException if the target cannot be reached; the place has no socket then
     */
    void connect(int place, InetSocketAddress source) throws IOException;

    /**
     * Whether the connection stands; if not, the place becomes writable when it does, or has failed.
     *
     * @throws IOException if it has failed; the place keeps its socket
     */
    boolean finishConnect(int place) throws IOException;

    /** Where a place is connected from. */
    InetSocketAddress localAddress(int place) throws IOException;

    /** @return how many bytes were read; 0 if there are none, -1 after the last */
    int read(int place, ByteBuffer in) throws IOException;

    /**
     * The instant, by {@link System#nanoTime}, at which the last bytes of the last {@link #read} arrived in this machine's
     * kernel; {@link #UNKNOWN} where the kernel was not asked, does not say, or says what cannot be.
     *
     * @param readNs when that read had returned
     */
    long arrivedNs(long readNs);

    /** Writes what the socket takes now. */
    void write(int place, ByteBuffer out) throws IOException;

    /** Whether the listener is to be told when the place is writable. */
    void awaitWritable(int place, boolean isAwaited);

    /** Closes the place's socket, if it has one; the listener is not told of it any more. */
    void close(int place);

    /**
     * Waits until a socket is ready, {@link #wakeup} is called or the time is over, and tells of all that are ready.
     *
     * @param timeoutMs 0 does not wait
     */
    void poll(Listener listener, long timeoutMs) throws IOException;

    /** Ends the current {@link #poll}, or the next one at once. Safe for concurrent use, also after the end. */
    void wakeup();

    @Override
    void close();
}
