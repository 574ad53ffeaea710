package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptJournalTest {

    @TempDir
    private Path folder;

    @Test
    void rowsStandInTheOrderOfReceiptHoweverFatesBecomeKnown() throws IOException {
        List<ScriptedMessage> messages = messages(3 * ScriptJournal.CHUNK_ROWS + 7);
        List<ScriptedMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, new Random(1));
        List<ScriptLog.Row> rows = logged(messages, journal -> {
            for (ScriptedMessage message : shuffled) {
                message.release(5_000);
                journal.advance();
            }
        });
        assertThat(rows).extracting(ScriptLog.Row::sequence).isSorted().hasSize(messages.size());
        assertThat(rows).extracting(ScriptLog.Row::releasedNs).containsOnly(5_000L);
    }

    @Test
    void whatIsNotSettledAtTheEndWasNeverReleased() throws IOException {
        List<ScriptedMessage> messages = messages(4);
        List<ScriptLog.Row> rows = logged(messages, journal -> {
            messages.get(0).drop();
            messages.get(2).release(9);
            journal.advance();
        });
        assertThat(rows)
                .extracting(ScriptLog.Row::releasedNs)
                .containsExactly(ScriptLog.NEVER, ScriptLog.NEVER, 9L, ScriptLog.NEVER);
    }

    @Test
    void aRowSaysWhatWasPlannedUnlessNoAnswerWas() {
        Timetable.Entry answered = new Timetable.Entry(1, 2, 3, true);
        assertThat(new ScriptedMessage(Protocol.RAW, 7, answered).toRow())
                .isEqualTo(new ScriptLog.Row(Protocol.RAW, 7, 1, 2, 3, ScriptLog.NEVER));
        Timetable.Entry unanswered = new Timetable.Entry(1, 2, 3, false);
        assertThat(new ScriptedMessage(Protocol.HTTP, 7, unanswered).toRow())
                .isEqualTo(new ScriptLog.Row(Protocol.HTTP, 7, 1, 2, ScriptLog.NEVER, ScriptLog.NEVER));
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "00000000000000fF, 255",
        "7fffffffffffffffmore, 9223372036854775807",
        "000000000000001, -1",
        "000000000000000g, -1",
        "'', -1"
    })
    void aSequenceIsSixteenHexadecimalDigits(String payload, long sequence) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(payload);
        assertThat(ScriptedMessage.sequence(bytes)).isEqualTo(sequence);
        assertThat(bytes.position()).isZero();
    }

    @Test
    void aLogWithoutRowsHasItsHead() throws IOException {
        assertThat(logged(List.of(), journal -> {})).isEmpty();
        assertThat(Files.readString(file())).isEqualTo(ScriptLog.HEAD + "\n");
    }

    @Test
    void aLogThatCannotBeWrittenIsRefusedAtOnce() {
        Path nowhere = folder.resolve("no/such/folder");
        assertThatThrownBy(() -> ScriptLogWriter.open(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("script log: " + nowhere + ": no such file or folder");
    }

    private interface Course {
        void run(ScriptJournal journal);
    }

    private List<ScriptLog.Row> logged(List<ScriptedMessage> messages, Course course) throws IOException {
        try (ScriptLogWriter writer = ScriptLogWriter.open(file())) {
            ScriptJournal journal = new ScriptJournal(writer);
            messages.forEach(journal::receive);
            course.run(journal);
            journal.end();
        }
        return ScriptLog.read(file());
    }

    private Path file() {
        return folder.resolve(ScriptLog.FILE);
    }

    private static List<ScriptedMessage> messages(int count) {
        List<ScriptedMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new ScriptedMessage(Protocol.RAW, i, new Timetable.Entry(i, 1, i + 1, true)));
        }
        return messages;
    }
}
