package dev.wirebench.loadgen.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Sockets by way of Linux's own calls, epoll(7) among them: no more of them than a C program needs. */
final class EpollSockets implements Sockets {

    private static final int NO_SOCKET = -1;
    private static final int EVENTS = 1024;

    /** Stands for the place of what {@link #wakeup} writes to. */
    private static final int WAKEUP = -1;

    private final int[] fds;

    /** Which in turn each place's socket is; what is told of an earlier one comes too late. */
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

    /** Never connected: while any socket asks for stamps the kernel makes them, and switching that on and off is dear. */
    private int stamping = NO_SOCKET;

    private boolean isClosed;

    EpollSockets(InetSocketAddress target, int places) throws IOException {
        this.target.set(target);
        fds = new int[places];
        generations = new int[places];
        areWatched = new boolean[places];
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

    /** A kernel that makes none is asked in vain: then it is unknown when something arrived. */
    private void stamp(int fd) {
        SystemCalls.setsockopt(fd, SystemCalls.SOL_SOCKET, SystemCalls.SO_TIMESTAMPNS, oneAt, Integer.BYTES);
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Remembers where the buffer lies that was used last, which is nearly always the same. */
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
    public void connect(int place, InetSocketAddress from) throws IOException {
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
        fds[place] = fd;
        areWatched[place] = false;
    }

    private void set(int fd, int level, int option) throws IOException {
        check("setsockopt", SystemCalls.setsockopt(fd, level, option, oneAt, Integer.BYTES));
    }

    /** A second {@code connect} tells what has become of the first. */
    @Override
    public boolean finishConnect(int place) throws IOException {
        int result = SystemCalls.connect(fds[place], target.at(), target.bytes());
        boolean isConnecting = result == -SystemCalls.EALREADY || result == -SystemCalls.EINPROGRESS;
        if (!isConnecting && result != -SystemCalls.EISCONN) {
            check("connect", result);
        }
        watch(place, isConnecting ? SystemCalls.EPOLLOUT : SystemCalls.EPOLLIN);
        return !isConnecting;
    }

    @Override
    public InetSocketAddress localAddress(int place) throws IOException {
        NativeAddress local = new NativeAddress();
        check("getsockname", SystemCalls.getsockname(fds[place], local.at(), local.lengthAt()));
        return local.get();
    }

    @Override
    public int read(int place, ByteBuffer to) throws IOException {
        int bytes = stamped == null
                ? SystemCalls.recv(fds[place], in.to(to), to.remaining())
                : stamped.read(fds[place], in.to(to), to.remaining());
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
    public void write(int place, ByteBuffer from) throws IOException {
        int bytes = SystemCalls.send(fds[place], out.to(from), from.remaining());
        from.position(from.position() + (bytes >= 0 ? bytes : none("send", bytes)));
    }

    /** No bytes, if that is all there was. */
    private static int none(String call, int result) throws IOException {
        return result == -SystemCalls.EAGAIN ? 0 : check(call, result);
    }

    @Override
    public void awaitWritable(int place, boolean isAwaited) {
        watch(place, isAwaited ? SystemCalls.EPOLLIN | SystemCalls.EPOLLOUT : SystemCalls.EPOLLIN);
    }

    private void watch(int place, int wanted) {
        int operation = areWatched[place] ? SystemCalls.EPOLL_CTL_MOD : SystemCalls.EPOLL_CTL_ADD;
        areWatched[place] = true;
        control(operation, fds[place], (long) generations[place] << Integer.SIZE | place, wanted);
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
    public void close(int place) {
        if (fds[place] != NO_SOCKET) {
            SystemCalls.close(fds[place]);
            fds[place] = NO_SOCKET;
            generations[place]++;
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
        int place = (int) data;
        if (generations[place] == (int) (data >>> Integer.SIZE)) {
            boolean hasFailed = (ready & (SystemCalls.EPOLLERR | SystemCalls.EPOLLHUP)) != 0;
            listener.onReady(
                    place,
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
            for (int place = 0; place < fds.length; place++) {
                close(place);
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
