package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptLogTest {

    private static final ScriptLog.Row ANSWERED = new ScriptLog.Row(Protocol.WEBSOCKET, 17, 10, 1_000, 1_010, 1_015);
    private static final ScriptLog.Row SILENT =
            new ScriptLog.Row(Protocol.RAW, ScriptLog.NO_SEQUENCE, 20, 1_000, ScriptLog.NEVER, ScriptLog.NEVER);

    @TempDir
    private Path directory;

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve(ScriptLog.FILE), List.of(lines));
    }

    @Test
    void rowsAreReadBackAsTheyWereWritten() throws IOException {
        assertThat(ScriptLog.read(file(ScriptLog.HEAD, ANSWERED.toLine(), SILENT.toLine())))
                .containsExactly(ANSWERED, SILENT);
        assertThat(ANSWERED.isAnswered()).isTrue();
        assertThat(SILENT.isAnswered()).isFalse();
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        Path file = file(ScriptLog.HEAD, ANSWERED.toLine(), "raw\t3\t4");
        assertThatIOException()
                .isThrownBy(() -> ScriptLog.read(file))
                .withMessage(file + ":3: not a row of a script's log: raw\t3\t4");
        Path twice = file(ScriptLog.HEAD, ScriptLog.HEAD);
        assertThatIOException().isThrownBy(() -> ScriptLog.read(twice)).withMessageContaining(":2: ");
    }
}
