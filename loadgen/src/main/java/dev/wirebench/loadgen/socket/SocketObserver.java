package dev.wirebench.loadgen.socket;

import java.net.InetSocketAddress;

/** Receives the traffic of sockets in call order, on the thread that makes the calls. */
public interface SocketObserver {

    /**
     * A connection was established.
     *
     * @param isBound whether the source was chosen here rather than by the kernel
     */
    void connected(int slot, InetSocketAddress local, InetSocketAddress remote, boolean isBound);

    /** The socket took these bytes in one call. */
    void sent(int slot, byte[] bytes);

    /** These bytes were read in one call; an empty array is the end of the stream. */
    void received(int slot, byte[] bytes);

    /** The socket of a connection was closed. */
    void closed(int slot);
}
