package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One worker's non-blocking TCP sockets to one target, in numbered slots, with readiness notification. Buffers must be
 * direct. Confined to one worker, except {@link #wakeup}.
 */
public interface Sockets extends AutoCloseable {

    /** An unknown instant. */
    long UNKNOWN = Long.MIN_VALUE;

    /** Opens sockets of one kind. */
    @FunctionalInterface
    interface Opener {

        /** @throws IOException if the process has no file descriptors left */
        Sockets open(InetSocketAddress target, int slots) throws IOException;
    }

    /** Called for each ready socket. */
    @FunctionalInterface
    interface Listener {

        /** @param isReadable also true if only an error or the end of the stream can be read */
        void onReady(int slot, boolean isReadable, boolean isWritable);
    }

    /** Has the kernel stamp arriving data on sockets connected from now on, where supported; see {@link #arrivedNs}. */
    void stampArrivals() throws IOException;

    /**
     * Starts to connect an empty slot; {@link #finishConnect} completes it.
     *
     * @param source address to connect from; null leaves it to the kernel
     * @throws BindException if the source is not available; the slot stays empty
     * @throws IOException if the target cannot be reached; the slot stays empty
     */
    void connect(int slot, InetSocketAddress source) throws IOException;

    /**
     * True if the connection is established; otherwise the slot becomes writable once it is, or has failed.
     *
     * @throws IOException if it has failed; the slot keeps its socket
     */
    boolean finishConnect(int slot) throws IOException;

    /** Local address of a slot's socket. */
    InetSocketAddress localAddress(int slot) throws IOException;

    /** @return the number of bytes read; 0 if none are available, -1 at the end of the stream */
    int read(int slot, ByteBuffer in) throws IOException;

    /**
     * Kernel arrival time, by {@link System#nanoTime}, of the last bytes of the last {@link #read}; {@link #UNKNOWN} if
     * there is no stamp or it is implausible.
     *
     * @param readNs time right after that read
     */
    long arrivedNs(long readNs);

    /** Writes as much as the socket takes now. */
    void write(int slot, ByteBuffer out) throws IOException;

    /** Enables or disables notification when the slot is writable. */
    void awaitWritable(int slot, boolean isAwaited);

    /** Closes the slot's socket, if any; the listener is not called for it any more. */
    void close(int slot);

    /**
     * Waits until a socket is ready, {@link #wakeup} is called or the timeout is over, then calls the listener for each
     * ready socket.
     *
     * @param timeoutMs 0 to return at once
     */
    void poll(Listener listener, long timeoutMs) throws IOException;

    /** Ends the current or the next {@link #poll}. Safe for concurrent use, also after {@link #close()}. */
    void wakeup();

    @Override
    void close();
}
