package dev.wirebench.loadgen.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads with kernel arrival stamps: one {@code struct msghdr} with its {@code iovec} and room for one control message
 * (recvmsg(2), cmsg(3), SO_TIMESTAMPNS in socket(7)). For TCP the stamp is that of the last segment read. See
 * docs/decisions/0010-receive-lag.md. Confined to one worker.
 */
final class StampedReads {

    private static final int IOVEC = 16;
    private static final int IOVECS = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_BYTES = 40;
    private static final int MSGHDR_BYTES = 56;

    /** {@code struct iovec} after the header. */
    private static final int TO = MSGHDR_BYTES;

    private static final int TO_BYTES = TO + Long.BYTES;

    /** {@code struct cmsghdr} after that: length, level and type, then seconds and nanoseconds of the stamp. */
    private static final int STAMP_HEAD = TO_BYTES + Long.BYTES;

    private static final int STAMP_TYPE = STAMP_HEAD + 12;
    private static final int STAMP_SECONDS = STAMP_HEAD + 16;
    private static final int STAMP_BYTES = 32;
    private static final int WALL = STAMP_HEAD + STAMP_BYTES;

    private static final long NS_PER_SECOND = 1_000_000_000;

    /** The wall clock may be set at any time, so its offset is measured again this often. */
    private static final long COMPARED_EVERY_NS = 10_000_000;

    /** A comparison that took longer was interrupted and is discarded. */
    private static final long MAX_COMPARISON_NS = 10_000;

    private static final int COMPARISONS = 3;

    /** Before the first read, to warm up the code. */
    private static final int FIRST_COMPARISONS = 100;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(WALL + 2 * Long.BYTES).order(ByteOrder.nativeOrder());

    private final long at = SystemCalls.addressOf(memory);

    /** Wall clock minus monotonic clock. */
    private long offsetNs;

    private long comparedNs;
    private boolean isCompared;

    StampedReads() {
        memory.putLong(IOVEC, at + TO).putLong(IOVECS, 1).putLong(CONTROL, at + STAMP_HEAD);
        for (int i = 0; i < FIRST_COMPARISONS && !isCompared; i++) {
            compare(System.nanoTime());
        }
    }

    /** Like {@code recv}, into off-heap memory. */
    int read(int fd, long to, int bytes) {
        memory.putLong(TO, to).putLong(TO_BYTES, bytes).putLong(CONTROL_BYTES, STAMP_BYTES);
        return SystemCalls.recvmsg(fd, at);
    }

    /** Arrival time of the last bytes read, by {@link System#nanoTime}, or {@link Sockets#UNKNOWN}. */
    long arrivedNs(long readNs) {
        boolean isStamped =
                memory.getLong(CONTROL_BYTES) != 0 && memory.getInt(STAMP_TYPE) == SystemCalls.SO_TIMESTAMPNS;
        if (!isStamped || !isComparable(readNs)) {
            return Sockets.UNKNOWN;
        }
        long arrivedNs = time(STAMP_SECONDS) - offsetNs;
        return arrivedNs <= readNs ? arrivedNs : Sockets.UNKNOWN;
    }

    private long time(int secondsAt) {
        return memory.getLong(secondsAt) * NS_PER_SECOND + memory.getLong(secondsAt + Long.BYTES);
    }

    /** True if stamps can be converted to the monotonic clock. */
    private boolean isComparable(long nowNs) {
        if (!isCompared || nowNs - comparedNs > COMPARED_EVERY_NS) {
            compare(nowNs);
        }
        return isCompared;
    }

    private void compare(long nowNs) {
        long bestNs = MAX_COMPARISON_NS;
        for (int i = 0; i < COMPARISONS; i++) {
            long beforeNs = System.nanoTime();
            SystemCalls.clockGettime(SystemCalls.CLOCK_REALTIME, at + WALL);
            long tookNs = System.nanoTime() - beforeNs;
            if (tookNs <= bestNs) {
                bestNs = tookNs;
                offsetNs = time(WALL) - beforeNs - tookNs / 2;
                isCompared = true;
                comparedNs = nowNs;
            }
        }
    }
}
