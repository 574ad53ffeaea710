package dev.wirebench.benchmark.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Lookup of programs installed on this machine. */
public final class InstalledPrograms {

    private static final String UNKNOWN = "unknown version";

    private InstalledPrograms() {}

    public static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Version of a program's Debian package, because not every program reports its own. */
    public static Optional<String> debian(String program, String debianPackage) {
        if (!isOnPath(program)) {
            return Optional.empty();
        }
        return Optional.of(isOnPath("dpkg-query") ? packageVersion(debianPackage) : UNKNOWN);
    }

    private static String packageVersion(String debianPackage) {
        try {
            Process query = new ProcessBuilder("dpkg-query", "-W", "-f=${Version}", debianPackage)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String version = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.isBlank() ? UNKNOWN : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
