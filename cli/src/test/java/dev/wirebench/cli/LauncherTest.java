package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code wirebench} in a checkout of its own, whose jar names the classes of this test run. This JVM may be in
 * the C locale itself, so that all names beyond ASCII are made by bash.
 */
@Tag("slow")
@Timeout(180)
class LauncherTest {

    private static final String PLAN = "name: x\\ncells: [raw-long]\\nload: [{kind: closed, connections: 1}]\\n"
            + "phases: {warmUpSeconds: 0, measurementSeconds: 0.1}\\ntarget: {raw: {url: \"tcp://127.0.0.1:%d\"}}\\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void checkOut() throws IOException {
        for (String module : new String[] {"model", "targets", "loadgen", "report", "harness", "gates", "lab", "cli"}) {
            Files.createDirectories(folder.resolve(module).resolve("src/main"));
            Files.createFile(folder.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(folder.resolve("pom.xml"));
        Files.copy(Path.of("../wirebench"), folder.resolve("wirebench"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Wirebench.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(CommandLineProcess.classPath().split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = Files.createDirectories(folder.resolve("cli/target")).resolve("wirebench.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private String bash(String locale, String commands) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        if (!locale.isEmpty()) {
            builder.environment().put(locale.split("=")[0], locale.split("=")[1]);
        }
        builder.environment().put("WIREBENCH_JAVA_OPTS", String.join(" ", CommandLineProcess.SHORT_LIVED));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    /** The last answer is that of a plan and a folder that were found: nothing listens where it sends to. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LC_CTYPE=C", "LANG=C", "", "LC_ALL=C.UTF-8"})
    void aPathBeyondAsciiIsReadAndMadeInEveryLocale(String locale) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String printed = bash(
                locale,
                "set -e; plan=$'pl\\303\\244n-\\342\\202\\254.yaml'; printf '" + PLAN.formatted(port) + "' >\"$plan\"\n"
                        + "bash wirebench gate \"$plan\" || true\n"
                        + "bash wirebench run \"$plan\" --results $'ergebnis-\\303\\274' || true\n"
                        + "ls -d $'ergebnis-\\303\\274'\n");
        assertThat(printed)
                .contains("wirebench: pl\u00e4n-\u20ac.yaml: there are no gates")
                .contains("tcp://127.0.0.1:" + port + " refuses connections")
                .endsWith("ergebnis-\u00fc\n");
    }
}
