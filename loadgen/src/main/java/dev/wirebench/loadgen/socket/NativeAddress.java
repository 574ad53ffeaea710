package dev.wirebench.loadgen.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A {@code struct sockaddr_in} or {@code sockaddr_in6}; ip(7), ipv6(7). Confined to one worker. */
final class NativeAddress {

    private static final int V4_BYTES = 16;
    private static final int V6_BYTES = 28;
    private static final int ADDRESS = 4;
    private static final int V6_ADDRESS = 8;
    private static final int V6_SCOPE = 24;

    /** The address, then its length for calls that take a pointer to it. */
    private final ByteBuffer struct =
            ByteBuffer.allocateDirect(V6_BYTES + Integer.BYTES).order(ByteOrder.nativeOrder());

    private final long at = SystemCalls.addressOf(struct);
    private int family;

    void set(InetSocketAddress address) {
        boolean isV6 = address.getAddress() instanceof Inet6Address;
        family = isV6 ? SystemCalls.AF_INET6 : SystemCalls.AF_INET;
        struct.putShort(0, (short) family);
        // In network byte order.
        struct.put(2, (byte) (address.getPort() >>> Byte.SIZE)).put(3, (byte) address.getPort());
        byte[] octets = address.getAddress().getAddress();
        struct.put(isV6 ? V6_ADDRESS : ADDRESS, octets, 0, octets.length);
        if (address.getAddress() instanceof Inet6Address v6) {
            struct.putInt(V6_SCOPE, v6.getScopeId());
        }
    }

    /** The address a call has written. */
    InetSocketAddress get() throws UnknownHostException {
        boolean isV6 = struct.getShort(0) == SystemCalls.AF_INET6;
        byte[] octets = new byte[isV6 ? 16 : 4];
        struct.get(isV6 ? V6_ADDRESS : ADDRESS, octets);
        int port = (struct.get(2) & 0xff) << Byte.SIZE | struct.get(3) & 0xff;
        return new InetSocketAddress(InetAddress.getByAddress(octets), port);
    }

    /** Pointer to the capacity, for calls that write an address. */
    long lengthAt() {
        struct.putInt(V6_BYTES, V6_BYTES);
        return at + V6_BYTES;
    }

    int family() {
        return family;
    }

    long at() {
        return at;
    }

    int bytes() {
        return family == SystemCalls.AF_INET6 ? V6_BYTES : V4_BYTES;
    }
}
