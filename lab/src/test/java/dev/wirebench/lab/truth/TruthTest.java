package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.report.read.Quantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruthTest {

    private static final long MS = SimulatedRun.MS;

    @TempDir
    Path results;

    static Stream<String> plans() {
        return TruthPlansTest.all();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aMeasurementWithoutFaultIsRight(String name) throws IOException {
        CellGrade grade = new SimulatedRun(TruthPlans.plan(name)).grade(results);
        assertThat(grade.errors()).isEmpty();
        assertThat(wrong(grade)).isEmpty();
        assertThat(grade.schedule()).isEqualTo(name.replace('/', '-'));
        assertThat(grade.wire()).isEqualTo("raw");
    }

    @Test
    void inOverloadTimesFromTheSendAreWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T8"));
        // 16 connections, so no more than 16 services of 1.2 ms pass while a message is out.
        run.measuredNs.replaceAll(ns -> Math.min(ns, 19_200_000));
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).containsExactly(50.0, 90.0, 95.0, 99.0, 99.9, 100.0);
        assertThat(grade.errors()).isEmpty();
    }

    @Test
    void inAStallTimesFromTheSendAreWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T3"));
        // 64 connections are stuck in a stall; what is sent after it finds a quick target.
        int stuck = 0;
        for (int n = 0; n < run.measuredNs.size(); n++) {
            stuck = run.measuredNs.get(n) > MS ? stuck + 1 : 0;
            if (stuck > 64) {
                run.measuredNs.set(n, MS);
            }
        }
        assertThat(wrong(run.grade(results))).containsExactly(95.0, 99.0);
    }

    @Test
    void backFillingIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T3"));
        for (long ns : List.copyOf(run.measuredNs)) {
            for (long missingNs = ns - MS; missingNs >= MS; missingNs -= MS) {
                run.measuredNs.add(missingNs);
            }
        }
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).contains(50.0, 90.0, 95.0, 99.0);
        assertThat(grade.errors())
                .anyMatch(
                        error -> error.matches("the record counts [0-9]+ messages intended, but 20000 were scheduled"));
    }

    @Test
    void droppingWhatWasNotAnsweredIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T9"));
        run.measuredNs.removeIf(ns -> ns == Quantile.INFINITE);
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).containsExactly(99.9, 100.0);
        assertThat(grade.errors())
                .containsExactly(
                        "the record counts 9950 messages intended, but 10000 were scheduled",
                        "the record counts 0 messages timed out, but 50 were left unanswered");
    }

    @Test
    void takingATimeOutForAnAnswerIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T9"));
        run.measuredNs.replaceAll(ns -> ns == Quantile.INFINITE ? Long.valueOf(2_000 * MS) : ns);
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).containsExactly(99.9, 100.0);
        assertThat(grade.errors()).hasSize(2);
    }

    @Test
    void takingAnAnswerForATimeOutIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"));
        run.measuredNs.set(17, Quantile.INFINITE);
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).containsExactly(100.0);
        assertThat(grade.errors())
                .containsExactly(
                        "the record counts 9999 messages answered, but 10000 were answered by the target",
                        "the record counts 1 messages timed out, but 0 were left unanswered");
    }

    @Test
    void aTimeOutMustHaveLasted() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T9"));
        run.timedOutNs = 1_998 * MS;
        assertThat(wrong(run.grade(results))).isEmpty();
        run.timedOutNs = 1_996 * MS;
        assertThat(wrong(run.grade(results))).containsExactly(99.9, 100.0);
    }

    @Test
    void twoPercentTooMuchIsWrongWhereItIsMoreThanAQuarterOfAMillisecond() throws IOException {
        SimulatedRun overload = new SimulatedRun(TruthPlans.plan("T8"));
        overload.measuredNs.replaceAll(ns -> ns + ns / 50);
        assertThat(wrong(overload.grade(results))).containsExactly(50.0, 90.0, 95.0, 99.0, 99.9, 100.0);
        SimulatedRun stall = new SimulatedRun(TruthPlans.plan("T3"));
        stall.measuredNs.replaceAll(ns -> ns + ns / 50);
        assertThat(wrong(stall.grade(results))).containsExactly(95.0, 99.0, 99.9, 100.0);
        SimulatedRun constant = new SimulatedRun(TruthPlans.plan("T1"));
        constant.measuredNs.replaceAll(ns -> ns + ns / 50);
        assertThat(wrong(constant.grade(results))).isEmpty();
    }

    @Test
    void losingTheLastSecondIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T8"));
        run.measuredNs.subList(9_000, 10_000).clear();
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).containsExactly(50.0, 90.0, 95.0, 99.0, 99.9, 100.0);
        assertThat(grade.errors())
                .containsExactly(
                        "the record counts 9000 messages intended, but 10000 were scheduled",
                        "the record counts 9000 messages answered, but 10000 were answered by the target");
    }

    @Test
    void theTargetsOwnLatenessIsNotTheMeasurementsFault() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"), n -> 0, n -> n % 50 == 0 ? 3 * MS : 0);
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).isEmpty();
        assertThat(grade.marks())
                .filteredOn(mark -> mark.byScheduleNs() == mark.expectedNs())
                .hasSize(3);
    }

    @Test
    void whatWasSentLateIsRightIfItIsCountedFromTheIntendedSend() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"), n -> n % 50 == 0 ? 3 * MS : 0, n -> 0);
        CellGrade grade = run.grade(results);
        assertThat(wrong(grade)).isEmpty();
        assertThat(grade.marks())
                .filteredOn(mark -> mark.punctualNs() == mark.expectedNs())
                .hasSize(3);
    }

    @Test
    void whatWasSentLateIsWrongIfItIsCountedFromTheSend() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T1"), n -> n % 50 == 0 ? 3 * MS : 0, n -> 0);
        run.measuredNs.replaceAll(ns -> MS);
        assertThat(wrong(run.grade(results))).containsExactly(99.0, 99.9, 100.0);
    }

    @Test
    void theWarmUpIsNotGradedButCounted() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("T8"));
        run.warmUp = 4_000;
        assertThat(wrong(run.grade(results))).isEmpty();
        assertThat(Truth.grade(run.write(results), run.intendedNs, 3_999).get(0).errors())
                .contains("the record counts 4000 messages intended before the measurement, but 3999 were scheduled");
    }

    @Test
    void whatContradictsTheLogsIsAnError() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        run.log.remove(run.indexOf(999));
        CellGrade grade = run.grade(results);
        assertThat(grade.errors())
                .containsExactly(
                        "1 message missing in the target's log: 999",
                        "the record counts 1000 messages answered, but 999 were answered by the target",
                        "the record counts 0 messages timed out, but 1 were left unanswered");
        assertThat(wrong(grade)).containsExactly(100.0);
    }

    @Test
    void histogramsThatContradictTheRecordAreAnError() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        RunFolder folder = run.write(results);
        Path record = folder.path().resolve("record.json");
        String log = "\"raw-long.open-1000.nio.response.hlog\" : 1";
        assertThat(Files.readString(record)).contains(log);
        Files.writeString(record, Files.readString(record).replace(log, ""));
        assertThat(Truth.grade(RunFolder.open(folder.path()), run.intendedNs, 0)
                        .get(0)
                        .errors())
                .containsExactly(
                        "The response log of raw-long.open-1000.nio holds 0 values, but the record counts 1,000.");
    }

    @Test
    void whatWasNotMeasuredIsWrong() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        CellGrade grade =
                Truth.grade(run.writeWithoutCells(results), run.intendedNs, 0).get(0);
        assertThat(wrong(grade)).hasSize(6);
        assertThat(grade.errors()).containsExactly("the run did not measure it");
    }

    @Test
    void aRunWithoutTheTargetsLogCannotBeGraded() throws IOException {
        SimulatedRun run = new SimulatedRun(TruthPlans.plan("quick/T1"));
        RunFolder folder = run.write(results);
        Files.delete(folder.path().resolve(ScriptLog.FILE));
        assertThatThrownBy(() -> Truth.grade(folder, run.intendedNs, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(ScriptLog.FILE);
    }

    @Test
    void aPlanThatTheLogCannotTellApartIsRefused() throws IOException {
        Plan plan = TruthPlans.plan("quick/T1");
        refused(plan.withCells(List.of(Cell.parse("raw-short"), Cell.parse("raw-long"))), "one cell of each wire");
        refused(TruthPlans.with(plan, null, TruthPlans.load(plan)), "a plan with a script");
    }

    private void refused(Plan plan, String reason) throws IOException {
        RunFolder folder = RunFolder.create(results, plan, Instant.EPOCH, Map.of());
        assertThatThrownBy(() -> Truth.grade(folder, new long[] {0}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static List<Double> wrong(CellGrade grade) {
        List<Double> wrong = new ArrayList<>();
        grade.marks().stream().filter(mark -> !mark.isRight()).forEach(mark -> wrong.add(mark.percentile()));
        return wrong;
    }
}
