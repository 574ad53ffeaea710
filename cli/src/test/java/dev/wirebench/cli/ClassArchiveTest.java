package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.wirebench.harness.systems.TargetProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassArchiveTest {

    @Test
    void theTargetsStartFromTheArchiveOfThisJvmAndSayNothingAboutIt() {
        assertThat(TargetProcess.archiveOptions(
                        List.of("-Xmx1g", "-XX:SharedArchiveFile=/x/wirebench.jsa", "-Xlog:cds=debug")))
                .containsExactly("-XX:SharedArchiveFile=/x/wirebench.jsa", "-Xlog:cds*=off");
    }

    @Test
    void withoutAnArchiveTheTargetsAreStartedAsEver() {
        assertThat(TargetProcess.archiveOptions(List.of("-Xmx1g", "-Xlog:cds*=off")))
                .isEmpty();
    }

    /** The build goes on without an archive where this fails, so nobody else would notice. */
    @Test
    void theRunThatTheArchiveIsMadeOfSucceeds() {
        assertThatCode(() -> ClassArchive.main(new String[] {"../plans/quick.yaml"}))
                .doesNotThrowAnyException();
    }
}
