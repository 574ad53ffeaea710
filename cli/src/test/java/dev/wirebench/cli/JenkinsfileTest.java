package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.codehaus.groovy.control.CompilationFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/ci/Jenkinsfile is Groovy in the form of a Declarative Pipeline; no Jenkins has run it. */
class JenkinsfileTest {

    private static String text() throws IOException {
        return Files.readString(Path.of("../docs/ci/Jenkinsfile"));
    }

    @Test
    void theRecipeIsADeclarativePipeline() throws Exception {
        assertThat(DeclarativePipeline.parse(text()).shellScripts()).hasSize(2);
    }

    @Test
    @Tag("slow")
    void itsShellScriptsAreShell(@TempDir Path directory) throws Exception {
        for (String script : DeclarativePipeline.parse(text()).shellScripts()) {
            Path file = Files.writeString(directory.resolve("script"), script);
            Process bash = new ProcessBuilder("bash", "-n", file.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(bash.getInputStream().readAllBytes())).isEmpty();
            assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(bash.exitValue()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    agent any                    | agents any                     | 'agents' is no section of pipeline
                    agent any                    | ""                             | pipeline needs agent
                    steps {                      | script {                       | 'script' is no section of stage
                    always {                     | ever {                         | 'ever' is no section of post
                    script {                     | if (true) {                    | only sections and steps may stand here
                    PLAN = 'docs                 | PLAN == 'docs                  | environment takes NAME = value
                    when { changeRequest() }     | steps { echo 'a' }             | steps stands twice in stage
                    """)
    void aBrokenOneIsRefused(String original, String broken, String reason) throws Exception {
        assertThat(text()).contains(original);
        String text = text().replace(original, broken);
        assertThatThrownBy(() -> DeclarativePipeline.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNotGroovyIsRefused() throws Exception {
        String text = text().replaceFirst("\\{", "(");
        assertThatThrownBy(() -> DeclarativePipeline.parse(text)).isInstanceOf(CompilationFailedException.class);
    }
}
