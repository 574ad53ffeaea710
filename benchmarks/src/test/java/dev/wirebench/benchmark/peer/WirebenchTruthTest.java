package dev.wirebench.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WirebenchTruthTest {

    private static final Path PLANS = Path.of("../plans/truth");

    @TempDir
    Path results;

    @Test
    void wirebenchIsGradedByTheFormulaAndByTheReplay() throws IOException {
        WirebenchTruth truth = WirebenchTruth.read(folder("20260101T000000Z-truth"), questions(PLANS, "T1", "T9"));
        assertThat(truth.grades()).extracting(ScheduleGrade::schedule).containsExactly("T1", "T9");
        assertThat(truth.grades()).extracting(ScheduleGrade::right).containsExactly(1L, 1L);
        assertThat(truth.grades()).extracting(ScheduleGrade::count).containsExactly(2L, 2L);
        assertThat(truth.rightByReplay()).isEqualTo(3);
        assertThat(truth.countByReplay()).isEqualTo(4);
        assertThat(truth.verdictOfT1()).hasValue("VALID");
    }

    @Test
    void theNewestFolderWithTheseSchedulesIsTaken() throws IOException {
        folder("20260101T000000Z-truth");
        Path newest = folder("20260102T000000Z-truth");
        folder("20260103T000000Z-truth-PARTIAL");
        assertThat(WirebenchTruth.newest(results, questions(PLANS, "T1"))
                        .orElseThrow()
                        .folder())
                .isEqualTo(newest);
        assertThat(WirebenchTruth.newest(results, questions(PLANS, "T2"))).isEmpty();
        assertThat(WirebenchTruth.newest(results, questions(PLANS.resolve("quick"), "T1")))
                .isEmpty();
        assertThat(WirebenchTruth.newest(results.resolve("none"), questions(PLANS, "T1")))
                .isEmpty();
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(results.resolve(name));
        try (var in = WirebenchTruthTest.class.getResourceAsStream("truth.json")) {
            Files.copy(in, folder.resolve("truth.json"));
        }
        return folder;
    }

    private static List<TruthQuestion> questions(Path plans, String... schedules) {
        return List.of(schedules).stream()
                .map(schedule -> TruthQuestion.read(plans, schedule))
                .toList();
    }
}
