package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Sockets on Linux's system calls and epoll(7), with no more calls than a C program would make. */
final class EpollSockets implements Sockets {

    private static final int NO_SOCKET = -1;
    private static final int EVENTS = 1024;

    /** Event data of the eventfd behind {@link #wakeup}, in place of a slot. */
    private static final int WAKEUP = -1;

    private final int[] fds;

    /** Number of sockets each slot has had; events of earlier ones are ignored. */
    private final int[] generations;

    private final boolean[] areWatched;

    private final ByteBuffer events = memory(EVENTS * SystemCalls.EVENT_BYTES);
    private final ByteBuffer event = memory(SystemCalls.EVENT_BYTES);
    private final ByteBuffer one = memory(Long.BYTES);
    private final ByteBuffer drained = memory(Long.BYTES);
    private final NativeAddress target = new NativeAddress();
    private final NativeAddress source = new NativeAddress();
    private final Pointer in = new Pointer();
    private final Pointer out = new Pointer();
    private final long eventsAt = SystemCalls.addressOf(events);
    private final long eventAt = SystemCalls.addressOf(event);
    private final long oneAt = SystemCalls.addressOf(one);
    private final long drainedAt = SystemCalls.addressOf(drained);
    private final int epoll;
    private final int wakeup;

    /** Null unless {@link #stampArrivals} was called. */
    private StampedReads stamped;

    /** Never connected: the kernel stamps while any socket asks for it, and switching that on and off is expensive. */
    private int stamping = NO_SOCKET;

    private boolean isClosed;

    EpollSockets(InetSocketAddress target, int slots) throws IOException {
        this.target.set(target);
        fds = new int[slots];
        generations = new int[slots];
        areWatched = new boolean[slots];
        Arrays.fill(fds, NO_SOCKET);
        one.putLong(0, 1);
        epoll = check("epoll_create1", SystemCalls.epollCreate());
        wakeup = SystemCalls.eventfd();
        if (wakeup < 0) {
            SystemCalls.close(epoll);
            throw failure("eventfd", wakeup);
        }
        control(SystemCalls.EPOLL_CTL_ADD, wakeup, WAKEUP, SystemCalls.EPOLLIN);
    }

    @Override
    public void stampArrivals() throws IOException {
        stamped = new StampedReads();
        stamping = check("socket", SystemCalls.socket(target.family()));
        stamp(stamping);
    }

    /** Errors are ignored: without stamps, arrival times are unknown. */
    private void stamp(int fd) {
        SystemCalls.setsockopt(fd, SystemCalls.SOL_SOCKET, SystemCalls.SO_TIMESTAMPNS, oneAt, Integer.BYTES);
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Caches the address of the last buffer, which is nearly always the same. */
    private static final class Pointer {
        private ByteBuffer buffer;
        private long address;

        long to(ByteBuffer wanted) {
            if (wanted != buffer) {
                address = SystemCalls.addressOf(wanted);
                buffer = wanted;
            }
            return address + wanted.position();
        }
    }

    @Override
    public void connect(int slot, InetSocketAddress from) throws IOException {
        int fd = SystemCalls.socket(target.family());
        if (fd < 0) {
            throw new NoSocketException("socket failed with error " + -fd);
        }
        try {
            set(fd, SystemCalls.IPPROTO_TCP, SystemCalls.TCP_NODELAY);
            if (stamped != null) {
                stamp(fd);
            }
            if (from != null) {
                source.set(from);
                set(fd, SystemCalls.SOL_SOCKET, SystemCalls.SO_REUSEADDR);
                check("bind", SystemCalls.bind(fd, source.at(), source.bytes()));
            }
            int result = SystemCalls.connect(fd, target.at(), target.bytes());
            if (result != -SystemCalls.EINPROGRESS) {
                check("connect", result);
            }
        } catch (IOException e) {
            SystemCalls.close(fd);
            throw e;
        }
        fds[slot] = fd;
        areWatched[slot] = false;
    }

    private void set(int fd, int level, int option) throws IOException {
        check("setsockopt", SystemCalls.setsockopt(fd, level, option, oneAt, Integer.BYTES));
    }

    /** A second {@code connect} returns the result of the first. */
    @Override
    public boolean finishConnect(int slot) throws IOException {
        int result = SystemCalls.connect(fds[slot], target.at(), target.bytes());
        boolean isConnecting = result == -SystemCalls.EALREADY || result == -SystemCalls.EINPROGRESS;
        if (!isConnecting && result != -SystemCalls.EISCONN) {
            check("connect", result);
        }
        watch(slot, isConnecting ? SystemCalls.EPOLLOUT : SystemCalls.EPOLLIN);
        return !isConnecting;
    }

    @Override
    public InetSocketAddress localAddress(int slot) throws IOException {
        NativeAddress local = new NativeAddress();
        check("getsockname", SystemCalls.getsockname(fds[slot], local.at(), local.lengthAt()));
        return local.get();
    }

    @Override
    public int read(int slot, ByteBuffer to) throws IOException {
        int bytes = stamped == null
                ? SystemCalls.recv(fds[slot], in.to(to), to.remaining())
                : stamped.read(fds[slot], in.to(to), to.remaining());
        if (bytes > 0) {
            to.position(to.position() + bytes);
            return bytes;
        }
        return bytes == 0 ? -1 : none("recv", bytes);
    }

    @Override
    public long arrivedNs(long readNs) {
        return stamped == null ? UNKNOWN : stamped.arrivedNs(readNs);
    }

    @Override
    public void write(int slot, ByteBuffer from) throws IOException {
        int bytes = SystemCalls.send(fds[slot], out.to(from), from.remaining());
        from.position(from.position() + (bytes >= 0 ? bytes : none("send", bytes)));
    }

    /** Zero bytes if the call would block. */
    private static int none(String call, int result) throws IOException {
        return result == -SystemCalls.EAGAIN ? 0 : check(call, result);
    }

    @Override
    public void awaitWritable(int slot, boolean isAwaited) {
        watch(slot, isAwaited ? SystemCalls.EPOLLIN | SystemCalls.EPOLLOUT : SystemCalls.EPOLLIN);
    }

    private void watch(int slot, int wanted) {
        int operation = areWatched[slot] ? SystemCalls.EPOLL_CTL_MOD : SystemCalls.EPOLL_CTL_ADD;
        areWatched[slot] = true;
        control(operation, fds[slot], (long) generations[slot] << Integer.SIZE | slot, wanted);
    }

    private void control(int operation, int fd, long data, int wanted) {
        event.putInt(0, wanted);
        event.putLong(SystemCalls.EVENT_DATA, data);
        int result = SystemCalls.epollCtl(epoll, operation, fd, eventAt);
        if (result < 0) {
            throw new IllegalStateException("epoll_ctl failed with error " + -result);
        }
    }

    @Override
    public void close(int slot) {
        if (fds[slot] != NO_SOCKET) {
            SystemCalls.close(fds[slot]);
            fds[slot] = NO_SOCKET;
            generations[slot]++;
        }
    }

    @Override
    public void poll(Listener listener, long timeoutMs) throws IOException {
        int wait = (int) Math.min(timeoutMs, Integer.MAX_VALUE);
        int count = SystemCalls.epollWait(epoll, eventsAt, EVENTS, wait);
        if (count < 0 && count != -SystemCalls.EINTR) {
            throw failure("epoll_wait", count);
        }
        for (int at = 0; at < count * SystemCalls.EVENT_BYTES; at += SystemCalls.EVENT_BYTES) {
            tell(listener, events.getLong(at + SystemCalls.EVENT_DATA), events.getInt(at));
        }
    }

    private void tell(Listener listener, long data, int ready) {
        if (data == WAKEUP) {
            SystemCalls.read(wakeup, drainedAt, Long.BYTES);
            return;
        }
        int slot = (int) data;
        if (generations[slot] == (int) (data >>> Integer.SIZE)) {
            boolean hasFailed = (ready & (SystemCalls.EPOLLERR | SystemCalls.EPOLLHUP)) != 0;
            listener.onReady(
                    slot,
                    hasFailed || (ready & SystemCalls.EPOLLIN) != 0,
                    hasFailed || (ready & SystemCalls.EPOLLOUT) != 0);
        }
    }

    @Override
    public synchronized void wakeup() {
        if (!isClosed) {
            SystemCalls.write(wakeup, oneAt, Long.BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            for (int slot = 0; slot < fds.length; slot++) {
                close(slot);
            }
            if (stamping != NO_SOCKET) {
                SystemCalls.close(stamping);
            }
            SystemCalls.close(wakeup);
            SystemCalls.close(epoll);
        }
    }

    private static int check(String call, int result) throws IOException {
        if (result < 0) {
            throw failure(call, result);
        }
        return result;
    }

    private static IOException failure(String call, int result) {
        String what = call + " failed with error " + -result;
        return switch (-result) {
            case SystemCalls.EADDRINUSE, SystemCalls.EADDRNOTAVAIL -> new BindException(what);
            case SystemCalls.ENETUNREACH, SystemCalls.EHOSTUNREACH -> new NoRouteToHostException(what);
            default -> new SocketException(what);
        };
    }
}
