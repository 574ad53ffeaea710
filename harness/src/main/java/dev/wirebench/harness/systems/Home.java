package dev.wirebench.harness.systems;

import dev.wirebench.harness.monitor.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The folder with Wirebench's own plans and the descriptions of other systems: a checkout, or what the jar brings along,
 * unpacked once into the user's cache.
 */
public final class Home {

    /** A folder of the class path; the build copies {@code plans/} and {@code targets/external/} into it. */
    private static final String INSIDE = "home";

    private Home() {}

    /**
     * The folder that the property {@code wirebench.home} names, or else the one of the jar.
     *
     * @throws UncheckedIOException if the jar's cannot be unpacked
     */
    public static Path path() {
        String named = System.getProperty("wirebench.home");
        if (named != null) {
            return Path.of(named);
        }
        Path code = code();
        try {
            return Files.isDirectory(code) ? code.resolve(INSIDE) : unpacked(code, caches());
        } catch (IOException e) {
            throw new UncheckedIOException("the plans in " + code + " cannot be unpacked into " + caches(), e);
        }
    }

    private static Path code() {
        return Path.of(
                Home.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static Path caches() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches =
                named == null || named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("wirebench");
    }

    /** In a folder that is named after its content, so that another version finds another one, and never half of one. */
    static Path unpacked(Path jar, Path caches) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Path root = inside.getPath(INSIDE);
            List<Path> files;
            try (Stream<Path> all = Files.walk(root)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            Path home = caches.resolve(Versions.wirebench() + "-" + checksum(files));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(caches);
                Path unfinished = Files.createTempDirectory(caches, "unpacking-");
                for (Path file : files) {
                    Path copy = unfinished.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
                publish(unfinished, home);
            }
            return home;
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was faster.
        }
    }

    private static String checksum(List<Path> files) throws IOException {
        CRC32 sum = new CRC32();
        for (Path file : files) {
            sum.update(file.toString().getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(file)) {
                sum.update(in.readAllBytes());
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
