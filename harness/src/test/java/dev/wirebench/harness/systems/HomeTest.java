package dev.wirebench.harness.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.PlanFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a checkout, Wirebench has its plans and systems from its own jar. */
class HomeTest {

    @TempDir
    private Path temporary;

    private Path jar(Map<String, String> files) throws IOException {
        Path jar = Files.createTempFile(temporary, "wirebench", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    @Test
    void theBuildBringsPlansAndSystems() throws IOException {
        Path home = Home.path();
        assertThat(PlanFile.read(home.resolve("plans/comparison.yaml")).name()).isEqualTo("comparison");
        assertThat(SystemFolder.all(home))
                .extracting(SystemFolder::name)
                .contains("nginx", "socket.io", "libwebsockets")
                .hasSameSizeAs(SystemFolder.all(Path.of("..")));
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("node_modules", "target");
        }
    }

    @Test
    void aJarIsUnpackedOnceForEachContent() throws IOException {
        Path caches = temporary.resolve("caches");
        Path first = Home.unpacked(jar(Map.of("home/plans/a.yaml", "a", "other/b", "b")), caches);
        assertThat(first.resolve("plans/a.yaml")).hasContent("a");
        assertThat(first.resolve("b")).doesNotExist();
        assertThat(Home.unpacked(jar(Map.of("home/plans/a.yaml", "a")), caches)).isEqualTo(first);
        assertThat(Home.unpacked(jar(Map.of("home/plans/a.yaml", "changed")), caches))
                .isNotEqualTo(first);
        try (Stream<Path> inside = Files.list(caches)) {
            assertThat(inside).as("nothing half-unpacked is left").hasSize(2);
        }
    }
}
