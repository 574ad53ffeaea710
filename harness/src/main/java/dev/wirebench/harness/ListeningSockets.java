package dev.wirebench.harness;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells whether a target on this machine is still the one it was: a service that has been restarted listens with another
 * socket, which has another inode. Immutable.
 */
public final class ListeningSockets {

    /** Of a target about which nothing is known. */
    public static final ListeningSockets NONE = new ListeningSockets(Set.of());

    /** Each has a line of names, then one for each socket; proc_pid_net(5). */
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

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

    /** The inodes of the sockets that listen now; nothing where that cannot be read. */
    Optional<Set<String>> inodes() {
        Set<String> inodes = new TreeSet<>();
        for (Path table : TABLES) {
            try (BufferedReader lines = Files.newBufferedReader(table)) {
                lines.readLine();
                for (String line; (line = lines.readLine()) != null; ) {
                    String[] fields = line.strip().split("\\s+");
                    if (fields[3].equals(LISTEN) && ports.contains(port(fields[1]))) {
                        inodes.add(fields[9]);
                    }
                }
            } catch (NoSuchFileException e) {
                // Not on this kind of machine.
            } catch (IOException e) {
                // Half of the tables would look like a restart.
                return Optional.empty();
            }
        }
        return Optional.of(inodes);
    }

    /** Of an address as {@code 0100007F:1F90}. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
