package dev.wirebench.harness.systems;

import dev.wirebench.harness.monitor.ListeningSockets;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The processes of a service on this machine that Wirebench did not start: those that hold its listening sockets, as
 * {@code /proc/<pid>/fd} tells of processes of the same user, and all that descend from them.
 */
final class ServiceProcess {

    private static final Path PROCESSES = Path.of("/proc");

    /** It may hold the sockets that it hands on to services; all processes descend from it. */
    private static final long INIT = 1;

    private ServiceProcess() {}

    /** None where the service is elsewhere, or some of its sockets are held by none but other users' processes. */
    static ProcessSet find(Target target, Collection<Cell> cells) {
        Set<String> sockets = ListeningSockets.of(target, cells).inodes().orElse(Set.of()).stream()
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return ProcessSet.NONE;
        }
        Set<Long> holders = new TreeSet<>();
        Set<String> held = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                Set<String> own = pid == INIT ? Set.of() : held(process, sockets);
                if (!own.isEmpty()) {
                    holders.add(pid);
                    held.addAll(own);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not on this kind of machine.
        }
        return held.equals(sockets) ? ProcessSet.trees(holders) : ProcessSet.NONE;
    }

    private static Set<String> held(Path process, Set<String> sockets) {
        Set<String> held = new TreeSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                String name = Files.readSymbolicLink(descriptor).toString();
                if (sockets.contains(name)) {
                    held.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended meanwhile, or belongs to another user.
        }
        return held;
    }
}
