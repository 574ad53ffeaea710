package dev.wirebench.loadgen.socket;

import dev.wirebench.model.PlanException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the socket API is reached; see docs/decisions/0006-sockets.md. */
public enum SocketKind {
    /** Linux's system calls: what they cost is what the kernel costs. */
    EPOLL {
        @Override
        boolean isAvailable() {
            return SystemCalls.areAvailable();
        }

        @Override
        public Sockets open(InetSocketAddress target, int places) throws IOException {
            return new EpollSockets(target, places);
        }
    },
    /** Java's channels, on every system. */
    NIO {
        @Override
        boolean isAvailable() {
            return true;
        }

        @Override
        public Sockets open(InetSocketAddress target, int places) throws IOException {
            return new NioSockets(target, places);
        }
    };

    /** System property that chooses a kind by its {@link #label}; without it the first that is available is taken. */
    public static final String PROPERTY = "wirebench.sockets";

    abstract boolean isAvailable();

    /** @throws IOException if the process has no file descriptors left */
    public abstract Sockets open(InetSocketAddress target, int places) throws IOException;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws PlanException if the system property names none, or one that this machine does not have */
    public static SocketKind ofThisMachine() {
        String wanted = System.getProperty(PROPERTY);
        return Arrays.stream(values())
                .filter(kind -> wanted == null || kind.label().equals(wanted))
                .filter(SocketKind::isAvailable)
                .findFirst()
                .orElseThrow(() -> new PlanException("-D" + PROPERTY + "=" + wanted + ": this machine has "
                        + Arrays.stream(values())
                                .filter(SocketKind::isAvailable)
                                .map(SocketKind::label)
                                .collect(Collectors.joining(", "))));
    }
}
