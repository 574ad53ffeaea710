package dev.wirebench.harness;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The process of a service on this machine that Wirebench did not start: the one that holds its listening sockets, as
 * {@code /proc/<pid>/fd} tells of processes of the same user.
 */
final class ServiceProcess {

    private static final Path PROCESSES = Path.of("/proc");

    private ServiceProcess() {}

    /** Empty where the service is elsewhere, its process is another user's, or it is not one process alone. */
    static OptionalLong find(Target target, Collection<Cell> cells) {
        Set<String> sockets = ListeningSockets.of(target, cells).inodes().orElse(Set.of()).stream()
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return OptionalLong.empty();
        }
        Set<Long> holders = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process, sockets)) {
                    holders.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not on this kind of machine.
        }
        return holders.size() == 1 ? OptionalLong.of(holders.iterator().next()) : OptionalLong.empty();
    }

    private static boolean holdsAny(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended meanwhile, or belongs to another user.
        }
        return false;
    }
}
