package dev.wirebench.harness.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemFolderTest {

    private static final String MINIMAL = """
            title: An Echo
            kind: server
            version: {command: [echo, 'echo/1.2'], pattern: 'echo/([0-9.]+)'}
            start: [sleep, '60']
            serves:
              raw: tcp://127.0.0.1:${port.raw}
            """;

    @TempDir
    private Path home;

    private Path put(String name, String yaml) throws IOException {
        Path folder = Files.createDirectories(home.resolve("targets/external").resolve(name));
        return Files.writeString(folder.resolve("system.yaml"), yaml);
    }

    @Test
    void toAddASystemIsToAddAFolder() throws IOException {
        assertThat(SystemFolder.all(home)).isEmpty();
        put("b", MINIMAL);
        put("a", MINIMAL.replace("An Echo", "Another"));
        Files.createDirectories(home.resolve("targets/external/no-system"));
        assertThat(SystemFolder.all(home)).extracting(SystemFolder::name).containsExactly("a", "b");
        assertThat(SystemFolder.find(home, "a").description().title()).isEqualTo("Another");
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> SystemFolder.find(home, "c"))
                .withMessage("unknown system 'c'; there are wirebench, a, b");
    }

    @Test
    void whatIsLeftOutIsEmpty() throws IOException {
        put("a", MINIMAL);
        SystemDescription description = SystemFolder.find(home, "a").description();
        assertThat(description.needs().commands()).isEmpty();
        assertThat(description.install().apt()).isEmpty();
        assertThat(description.build()).isEmpty();
        assertThat(description.cannot()).isEmpty();
        assertThat(description.maxMessageBytes()).isNull();
        assertThat(description.settings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: server        | 'kind: server<NL>titel: x' | :3:8: unknown key 'titel'; allowed: build, cannot
            kind: server        | kind: client         | :2:7: kind: must be one of proxy, server, was 'client'
            start: [sleep, '60'] | start: []           | :4:8: start must be a command and its arguments, was empty
            start: [sleep, '60'] | start: sleep        | :4:8: start: must be a list
            ([0-9.]+)            | [0-9.]+              | version: pattern must have a group, was 'echo/[0-9.]+'
            raw: tcp            | rew: tcp             | serves must be of http, websocket, raw, socket.io, was 'rew'
            raw: tcp            | raw: http            | serves.raw must begin with tcp://127.0.0.1:${port.NAME}, was 'http
            127.0.0.1:${port.raw} | 0.0.0.0:${port.raw} | serves.raw must begin with tcp://127.0.0.1:${port.NAME}, was 'tcp
            kind: server        | 'kind: server<NL>cannot: [fly]' | cannot must be of text, binary, fragments, ping, close, subprotocol, empty, was 'fly'
            kind: server        | 'kind: server<NL>maxMessageBytes: 2000000' | maxMessageBytes must be 1 to 1048575, or absent
            kind: server        | 'kind: server<NL>install: {npm: [ws]}' | npm must be names with an exact version, such as ws@8.18.0, was 'ws'
            title: An Echo      | ''                   | title: is missing
            """)
    void aMistakeIsNamedWithItsPlaceAndWhatIsAllowed(String right, String wrong, String message) throws IOException {
        Path file = put("a", MINIMAL.replace(right, wrong.replace("<NL>", "\n")));
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> SystemFolder.find(home, "a"))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void everythingThatIsMissingIsNamed() throws IOException {
        put(
                "a",
                MINIMAL
                        + "needs: {commands: [sh, no-such-command], files: ['${source}/system.yaml', '${modules}/ws']}\n");
        SystemFolder system = SystemFolder.find(home, "a");
        Requirements needs = Requirements.of(system);
        assertThat(needs.areMet()).isFalse();
        assertThat(needs.missing())
                .containsExactly(
                        "command no-such-command", "file " + system.folder().resolve("node_modules/ws"));
    }

    @Test
    void theVersionIsWhatTheSystemTells() throws IOException {
        put("a", MINIMAL);
        assertThat(Requirements.of(SystemFolder.find(home, "a")).version()).isEqualTo("1.2");
        put("b", MINIMAL.replace("echo/1.2", "nothing"));
        assertThat(Requirements.of(SystemFolder.find(home, "b")).version()).isEqualTo("unknown");
    }

    @Test
    void whatIsToBeInstalledIsSaidInWholeCommands() throws IOException {
        put("a", MINIMAL + "install: {apt: [x, y], npm: [ws@8.1.0], maven: [targets/external/a]}\n");
        SystemFolder system = SystemFolder.find(home, "a");
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> Installation.of(home, List.of(system)))
                .withMessage("targets/external/a can only be built in a checkout of Wirebench");
        Files.createFile(home.resolve("pom.xml"));
        assertThat(Installation.of(home, List.of(system)).commands())
                .anySatisfy(command -> assertThat(command).contains("x", "y").contains("apt-get"))
                .anySatisfy(command -> assertThat(command)
                        .startsWith(
                                "npm", "install", "--prefix", system.folder().toString())
                        .endsWith("ws@8.1.0"))
                .anySatisfy(command -> assertThat(command).startsWith("mvn").contains("-pl", "targets/external/a"));
        Files.writeString(system.folder().resolve("package-lock.json"), "{}");
        assertThat(Installation.of(home, List.of(system)).commands())
                .anySatisfy(
                        command -> assertThat(command).startsWith("npm", "ci").doesNotContain("ws@8.1.0"));
    }
}
