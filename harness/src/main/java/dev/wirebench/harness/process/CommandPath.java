package dev.wirebench.harness.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where commands are looked for: in PATH, and where Debian keeps servers, which is not in every user's PATH. */
public final class CommandPath {

    private static final String SERVERS = "/usr/local/sbin:/usr/sbin:/sbin";

    private CommandPath() {}

    /** As an environment has it. */
    public static String text() {
        String own = System.getenv("PATH");
        return (own == null ? "/usr/local/bin:/usr/bin:/bin" : own) + File.pathSeparator + SERVERS;
    }

    /** A name without a slash is looked for in the path, others are a file. */
    public static Optional<Path> find(String command) {
        Stream<Path> candidates = command.contains("/")
                ? Stream.of(Path.of(command))
                : Stream.of(text().split(File.pathSeparator)).map(folder -> Path.of(folder, command));
        return candidates
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
