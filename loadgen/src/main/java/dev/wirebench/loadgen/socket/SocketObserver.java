package dev.wirebench.loadgen.socket;

import java.net.InetSocketAddress;

/** Told what went through sockets, in the order of the calls, by the thread that made them. */
public interface SocketObserver {

    /**
     * A connection stands.
     *
     * @param isBound whether its source was chosen here, not by the kernel
     */
    void connected(int place, InetSocketAddress local, InetSocketAddress remote, boolean isBound);

    /** The socket has taken these bytes, in one call. */
    void sent(int place, byte[] bytes);

    /** These bytes were read, in one call; none: the peer will send no more. */
    void received(int place, byte[] bytes);

    /** The socket of a connection was closed. */
    void closed(int place);
}
