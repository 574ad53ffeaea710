package dev.wirebench.loadgen.socket;

import dev.wirebench.model.PlanException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the socket API is reached; see docs/decisions/0006-sockets.md. */
public enum SocketKind implements Sockets.Opener {
    /** Linux's system calls: what they cost is what the kernel costs. */
    EPOLL {
        @Override
        public Optional<String> whyNot() {
            return SystemCalls.whyNot();
        }

        @Override
        public Sockets open(InetSocketAddress target, int places) throws IOException {
            return new EpollSockets(target, places);
        }
    },
    /** Java's channels, on every system. */
    NIO {
        @Override
        public Optional<String> whyNot() {
            return Optional.empty();
        }

        @Override
        public Sockets open(InetSocketAddress target, int places) throws IOException {
            return new NioSockets(target, places);
        }
    };

    /** System property that chooses a kind by its {@link #label}; without it the first that is available is taken. */
    public static final String PROPERTY = "wirebench.sockets";

    /** Why this machine does not have it; nothing where it has. */
    public abstract Optional<String> whyNot();

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws PlanException if the system property names none, or one that this machine does not have */
    public static SocketKind ofThisMachine() {
        String wanted = System.getProperty(PROPERTY);
        for (SocketKind kind : values()) {
            if (wanted == null ? kind.whyNot().isEmpty() : kind.label().equals(wanted)) {
                return kind.required();
            }
        }
        throw new PlanException("-D" + PROPERTY + " must be one of " + labels() + ", was " + wanted);
    }

    private SocketKind required() {
        whyNot().ifPresent(why -> {
            throw new PlanException("-D" + PROPERTY + "=" + label() + " cannot be had on this machine: " + why);
        });
        return this;
    }

    private static String labels() {
        return Arrays.stream(values()).map(SocketKind::label).collect(Collectors.joining(", "));
    }
}
