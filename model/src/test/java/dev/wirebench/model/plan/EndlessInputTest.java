package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only an attack needs is refused early: a number of a million digits, a hundred thousand levels. */
@Timeout(60)
class EndlessInputTest {

    private static final int DIGITS = 1_000_000;
    private static final int LEVELS = 100_000;
    private static final String REST = "cells: [raw-long]\nload: [{kind: closed, connections: 1}]\n"
            + "phases: {warmUpSeconds: 0, measurementSeconds: 1}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"'',9", "-,1", "0.,3", "1e,9", "0.,0"})
    void aNumberOfAMillionDigitsIsRefusedInAPlan(String start, String digit) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(
                        () -> PlanFile.parse("p.yaml", "name: x\nseed: " + start + digit.repeat(DIGITS) + "\n" + REST))
                .withMessageMatching("p.yaml:2: a number of 100000[0-9] characters; at most 100 are read");
    }

    @Test
    void aNumberOfAThousandDigitsIsRefusedToo() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", "name: x\nseed: " + "9".repeat(1000) + "\n" + REST))
                .withMessage("p.yaml:2:7: a number of 1000 characters; at most 100 are read");
    }

    @ParameterizedTest
    @CsvSource({"[,]", "{a: ,}", "[{a: ,}]", "'- ',''", "'? ',''"})
    void aHundredThousandLevelsAreRefusedInAPlan(String begin, String end) {
        String nested = begin.repeat(LEVELS) + end.repeat(LEVELS);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", "name: x\nscript:\n  " + nested + "\n" + REST))
                .withMessageMatching("p.yaml:3:[0-9]+: (is nested more than 50 deep|script: a key must be text)");
    }

    @ParameterizedTest
    @CsvSource({"format", "startedAt"})
    void aNumberOfAMillionDigitsIsRefusedInARecord(String key) throws IOException {
        assertRefused("{\"" + key + "\": " + "9".repeat(DIGITS) + "}", "Number value length");
    }

    @ParameterizedTest
    @CsvSource({"[,]", "'{\"a\":',}"})
    void aHundredThousandLevelsAreRefusedInARecord(String begin, String end) throws IOException {
        assertRefused(begin.repeat(LEVELS) + "1" + end.repeat(LEVELS), "nesting depth (1001)");
    }

    private void assertRefused(String record, String why) throws IOException {
        Files.writeString(folder.resolve(RunFolder.RECORD), record);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RunFolder.open(folder).read())
                .withMessageContaining("record.json: damaged: ")
                .withMessageContaining(why)
                .withMessageNotContaining("StreamReadConstraints");
    }
}
