package dev.wirebench.harness;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells whether a target on this machine is still the one it was: a service that has been restarted listens with another
 * socket, which has another inode. Immutable.
 */
public final class ListeningSockets {

    /** Of a target about which nothing is known. */
    public static final ListeningSockets NONE = new ListeningSockets(Set.of());

    private static final String LISTEN = "0A";

    private final Set<Integer> ports;

    private ListeningSockets(Set<Integer> ports) {
        this.ports = ports;
    }

    /** Those of the services that cells need and that are on this machine. */
    static ListeningSockets of(Target target, Collection<Cell> cells) {
        Set<Integer> ports = new TreeSet<>();
        for (Cell cell : cells) {
            URI url = target.url(cell.protocol());
            if (isHere(url.getHost())) {
                ports.add(url.getPort() < 0 ? 80 : url.getPort());
            }
        }
        return new ListeningSockets(ports);
    }

    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The inodes of the sockets that listen now; empty where none is known. */
    Set<String> inodes() {
        Set<String> inodes = new TreeSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/net", table))) {
                lines.skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields[3].equals(LISTEN) && ports.contains(port(fields[1])))
                        .forEach(fields -> inodes.add(fields[9]));
            } catch (IOException e) {
                // Not on this kind of machine.
            }
        }
        return inodes;
    }

    /** Of an address as {@code 0100007F:1F90}. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
