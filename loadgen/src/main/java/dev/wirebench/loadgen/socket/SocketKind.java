package dev.wirebench.loadgen.socket;

import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Implementation of the socket API; see docs/decisions/0006-sockets.md. */
public enum SocketKind implements Sockets.Opener {
    /** Linux's system calls, with little overhead beyond the kernel's own cost. */
    EPOLL {
        @Override
        public Optional<String> whyNot() {
            return SystemCalls.whyNot();
        }

        @Override
        public Sockets open(InetSocketAddress target, int slots) throws IOException {
            return new EpollSockets(target, slots);
        }
    },
    /** Java's channels, available everywhere. */
    NIO {
        @Override
        public Optional<String> whyNot() {
            return Optional.empty();
        }

        @Override
        public Sockets open(InetSocketAddress target, int slots) throws IOException {
            return new NioSockets(target, slots);
        }
    };

    /** System property that selects a kind by its {@link #label}; by default the first available one. */
    public static final String PROPERTY = "wirebench.sockets";

    /** Reason why this kind is not available here; empty if it is. */
    public abstract Optional<String> whyNot();

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws PlanException if the system property names an unknown or unavailable kind */
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
            throw new PlanException("-D" + PROPERTY + "=" + label() + " is not available on this machine: " + why);
        });
        return this;
    }

    private static String labels() {
        return Arrays.stream(values()).map(SocketKind::label).collect(Collectors.joining(", "));
    }
}
