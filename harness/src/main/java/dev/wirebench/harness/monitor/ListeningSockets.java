package dev.wirebench.harness.monitor;

import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.machine.SocketTable;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Collection;
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

    private final Set<Integer> ports;

    private ListeningSockets(Set<Integer> ports) {
        this.ports = ports;
    }

    /** Those of the services that cells need and that are on this machine. */
    public static ListeningSockets of(Target target, Collection<Cell> cells) {
        Set<Integer> ports = new TreeSet<>();
        for (Cell cell : cells) {
            URI url = target.service(cell.protocol()).url();
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
    public Optional<Set<String>> inodes() {
        Set<String> inodes = new TreeSet<>();
        try {
            SocketTable.read(KernelFiles.OF_THIS_MACHINE, row -> {
                if (row.isListening() && ports.contains(row.localPort())) {
                    inodes.add(row.inode());
                }
            });
        } catch (IOException e) {
            // Half of the tables would look like a restart.
            return Optional.empty();
        }
        return Optional.of(inodes);
    }
}
