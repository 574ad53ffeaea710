package dev.wirebench.loadgen.socket;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Linux's socket system calls through the C library. Failures return the negated error number (errno(3)); addresses are
 * off-heap. Constants are those of x86-64 and AArch64. Safe for concurrent use.
 */
final class SystemCalls {

    static final int EAGAIN = 11;
    static final int EINTR = 4;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETUNREACH = 101;
    static final int EISCONN = 106;
    static final int EHOSTUNREACH = 113;
    static final int EALREADY = 114;
    static final int EINPROGRESS = 115;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;

    /** Socket option and type of its control message, where {@code long} has 64 bits. */
    static final int SO_TIMESTAMPNS = 35;

    static final int CLOCK_REALTIME = 0;
    static final int IPPROTO_TCP = 6;
    static final int TCP_NODELAY = 1;
    static final int EPOLLIN = 0x1;
    static final int EPOLLOUT = 0x4;
    static final int EPOLLERR = 0x8;
    static final int EPOLLHUP = 0x10;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_MOD = 3;

    private static final int SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x80000;
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final String X86_64 = "amd64";
    private static final String AARCH64 = "aarch64";

    /** {@code struct epoll_event}: events at 0, then data; packed on x86-64. */
    static final int EVENT_BYTES = isArchitecture(X86_64) ? 12 : 16;

    static final int EVENT_DATA = EVENT_BYTES - Long.BYTES;

    private static final Optional<String> WHY_NOT = load();

    private SystemCalls() {}

    private static boolean isArchitecture(String name) {
        return System.getProperty("os.arch").equals(name);
    }

    private static Optional<String> load() {
        if (!System.getProperty("os.name").equals("Linux") || !(isArchitecture(X86_64) || isArchitecture(AARCH64))) {
            return Optional.of("it is not Linux on x86-64 or AArch64");
        }
        try {
            C.load();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(e.toString());
        }
    }

    /** Reason why the calls are not available here; empty if they are. */
    static Optional<String> whyNot() {
        return WHY_NOT;
    }

    /** The C library's functions; loaded only where available. */
    private static final class C {
        static final Invoker INVOKER = Invoker.getInstance();
        static final CallContext ONE = taking(1);
        static final CallContext TWO = taking(2);
        static final CallContext THREE = taking(3);
        static final CallContext FOUR = taking(4);
        static final CallContext FIVE = taking(5);
        static final long SOCKET = function("socket");
        static final long SETSOCKOPT = function("setsockopt");
        static final long BIND = function("bind");
        static final long CONNECT = function("connect");
        static final long GETSOCKNAME = function("getsockname");
        static final long SEND = function("send");
        static final long RECV = function("recv");
        static final long RECVMSG = function("recvmsg");
        static final long CLOCK_GETTIME = function("clock_gettime");
        static final long READ = function("read");
        static final long WRITE = function("write");
        static final long CLOSE = function("close");
        static final long EPOLL_CREATE = function("epoll_create1");
        static final long EPOLL_CTL = function("epoll_ctl");
        static final long EPOLL_WAIT = function("epoll_wait");
        static final long EVENTFD = function("eventfd");

        /** Initializes the class. */
        static void load() {}

        /** Passes every argument in a 64-bit register, whatever its type. */
        private static CallContext taking(int arguments) {
            Type[] types = new Type[arguments];
            Arrays.fill(types, Type.SLONG_LONG);
            return CallContext.getCallContext(Type.SLONG_LONG, types, CallingConvention.DEFAULT, true);
        }

        private static long function(String name) {
            long address = Library.getDefault().getSymbolAddress(name);
            if (address == 0) {
                throw new UnsatisfiedLinkError("its C library lacks " + name);
            }
            return address;
        }
    }

    static int socket(int family) {
        return result(C.INVOKER.invokeN3(C.THREE, C.SOCKET, family, SOCK_STREAM_NONBLOCK_CLOEXEC, 0));
    }

    static int setsockopt(int fd, int level, int option, long value, int valueBytes) {
        return result(C.INVOKER.invokeN5(C.FIVE, C.SETSOCKOPT, fd, level, option, value, valueBytes));
    }

    static int bind(int fd, long address, int addressBytes) {
        return result(C.INVOKER.invokeN3(C.THREE, C.BIND, fd, address, addressBytes));
    }

    static int connect(int fd, long address, int addressBytes) {
        return result(C.INVOKER.invokeN3(C.THREE, C.CONNECT, fd, address, addressBytes));
    }

    /** @param length address of the capacity of {@code address}, four bytes */
    static int getsockname(int fd, long address, long length) {
        return result(C.INVOKER.invokeN3(C.THREE, C.GETSOCKNAME, fd, address, length));
    }

    static int send(int fd, long from, int bytes) {
        return result(C.INVOKER.invokeN4(C.FOUR, C.SEND, fd, from, bytes, MSG_NOSIGNAL));
    }

    static int recv(int fd, long to, int bytes) {
        return result(C.INVOKER.invokeN4(C.FOUR, C.RECV, fd, to, bytes, 0));
    }

    /** @param message address of a {@code struct msghdr} */
    static int recvmsg(int fd, long message) {
        return result(C.INVOKER.invokeN3(C.THREE, C.RECVMSG, fd, message, 0));
    }

    /** @param time address of a {@code struct timespec} */
    static int clockGettime(int clock, long time) {
        return result(C.INVOKER.invokeN2(C.TWO, C.CLOCK_GETTIME, clock, time));
    }

    static int read(int fd, long to, int bytes) {
        return result(C.INVOKER.invokeN3(C.THREE, C.READ, fd, to, bytes));
    }

    static int write(int fd, long from, int bytes) {
        return result(C.INVOKER.invokeN3(C.THREE, C.WRITE, fd, from, bytes));
    }

    static int close(int fd) {
        return result(C.INVOKER.invokeN1(C.ONE, C.CLOSE, fd));
    }

    static int epollCreate() {
        return result(C.INVOKER.invokeN1(C.ONE, C.EPOLL_CREATE, EPOLL_CLOEXEC));
    }

    static int epollCtl(int epoll, int operation, int fd, long event) {
        return result(C.INVOKER.invokeN4(C.FOUR, C.EPOLL_CTL, epoll, operation, fd, event));
    }

    static int epollWait(int epoll, long events, int maxEvents, int timeoutMs) {
        return result(C.INVOKER.invokeN4(C.FOUR, C.EPOLL_WAIT, epoll, events, maxEvents, timeoutMs));
    }

    static int eventfd() {
        return result(C.INVOKER.invokeN2(C.TWO, C.EVENTFD, 0, EFD_NONBLOCK_CLOEXEC));
    }

    /** No call returns more than 31 bits; the upper half of the register is undefined for an {@code int}. */
    private static int result(long returned) {
        int value = (int) returned;
        return value >= 0 ? value : -LastError.getInstance().get();
    }

    /** Address of a direct buffer's first byte. */
    static long addressOf(ByteBuffer buffer) {
        return MemoryIO.getInstance().getDirectBufferAddress(buffer);
    }
}
