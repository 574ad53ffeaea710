package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.AutoComplete;

/** The script as a shell runs it when the tab key is pressed behind some words. */
@Tag("slow")
@Timeout(60)
class CompletionTest {

    /** As bash calls it: the words so far, and the number of the last. */
    private static final String TAB = """
            source completion.sh
            COMP_WORDS=("${@:1:$#-1}" "${@: -1}")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            $(complete -p wirebench | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("completion.sh"), AutoComplete.bash("wirebench", Wirebench.commandLine()));
        Files.writeString(folder.resolve("tab.sh"), TAB);
        Files.writeString(folder.resolve("mine.yaml"), "");
    }

    private List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    private static void assumeInstalled(String shell) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell)) || Files.isExecutable(Path.of("/bin", shell)), shell);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wirebench re                    | report
            wirebench ga                    | gate
            wirebench run --res             | --results
            wirebench run --js              | --json
            wirebench run mi                | mine.yaml
            wirebench gate mi               | mine.yaml
            wirebench gate --despite        | --despite-differences
            wirebench gate --out openm      | openmetrics
            wirebench baseline sa           | save
            wirebench completion --he       | --help
            """)
    void bashOffersWhatFits(String words, String offered) throws Exception {
        assumeInstalled("bash");
        assertThat(run(("bash tab.sh " + words).split(" "))).containsExactly(offered);
    }

    @Test
    void bashOffersEveryCommand() throws Exception {
        assumeInstalled("bash");
        assertThat(run("bash", "tab.sh", "wirebench", ""))
                .containsAll(Wirebench.commandLine().getSubcommands().keySet());
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeInstalled("zsh");
        String script =
                "autoload -U +X compinit && compinit -u -D; source completion.sh; print -- ${_comps[wirebench]}";
        assertThat(run("zsh", "-f", "-c", script)).last().asString().contains("_complete_wirebench");
    }
}
