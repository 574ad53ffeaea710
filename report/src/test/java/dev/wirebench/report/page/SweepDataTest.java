package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.Verdict.Validity;
import dev.wirebench.report.page.SweepData.CurveData;
import dev.wirebench.report.page.SweepData.LimitData;
import dev.wirebench.report.page.SweepData.PointData;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.SweptRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepDataTest {

    @TempDir
    Path results;

    private static Load at(double rate) {
        return new Load.Open(rate, Load.Arrivals.CONSTANT, 8);
    }

    /** One cell that bends at 2,000/s, and one that does not, measured in no order. */
    private static BlockRun rates() {
        return new BlockRun()
                .blocks("http-short", at(4000), 9000)
                .blocks("http-short", at(1000), 200)
                .blocks("http-short", at(2000), 300)
                .blocks("http-long", at(1000), 50)
                .blocks("http-long", at(2000), 50)
                .blocks("http-long", at(4000), 60)
                .blocks("raw-long", at(1000), 20)
                .blocks("raw-long", at(2000), 20);
    }

    private SweepData sweep(BlockRun run, Verdict verdict) throws IOException {
        List<SweepData> sweeps = SweepData.of(run.read(results, verdict));
        assertThat(sweeps).hasSize(1);
        return sweeps.get(0);
    }

    @Test
    void aCellUnderThreeRatesHasACurveWithAKnee() throws IOException {
        SweepData sweep = sweep(rates(), Verdict.VALID);
        assertThat(sweep.curves()).extracting(CurveData::cell).containsExactly("http-short", "http-long");
        assertThat(sweep.curves().get(0).points()).extracting(PointData::rate).containsExactly(1000.0, 2000.0, 4000.0);
        assertThat(sweep.curves()).extracting(CurveData::knee).containsExactly(2000.0, null);
        assertThat(sweep.title())
                .isEqualTo(
                        "Most answers per p99, the knee of the curve: http-short at 2,000/s; http-long beyond 4,000/s");
        assertThat(sweep.limit()).isNull();
    }

    @Test
    void aSweepSaysUpToWhereItsLimitHeldAndWhatIsNotKnown() throws IOException {
        SweptRun made = new SweptRun(results)
                .swept(1000, 1_000_000, 0)
                .swept(2000, 9_000_000, 0)
                .swept(4000, 90_000_000, 50_000_000);
        SweepData sweep = SweepData.of(Comparison.of(List.of(made.seal(Verdict.VALID, null)))
                        .runs()
                        .get(0))
                .get(0);
        assertThat(sweep.title()).isEqualTo("p99 < 10 ms holds for raw-long up to \u2265 2,000/s");
        assertThat(sweep.limit()).isEqualTo(new LimitData("p99 < 10 ms", "p99", 10_000_000));
        assertThat(sweep.curves().get(0).points()).extracting(PointData::judged).containsExactly(true, true, false);
    }

    @Test
    void aSweepThatKeptItsLimitAtNoRateSaysSo() throws IOException {
        SweptRun made = new SweptRun(results).swept(1000, 11_000_000, 0);
        SweepData sweep = SweepData.of(Comparison.of(List.of(made.seal(Verdict.VALID, null)))
                        .runs()
                        .get(0))
                .get(0);
        assertThat(sweep.title()).isEqualTo("p99 < 10 ms holds for raw-long at no rate measured");
    }

    @Test
    void messagesWithoutAnAnswerAreABound() throws IOException {
        BlockRun run = new BlockRun()
                .block("http-long", at(1000), 50, 900, Interference.NOT_MEASURED)
                .blocks("http-long", at(2000), 50)
                .blocks("http-long", at(4000), 50);
        PointData first = sweep(run, Verdict.VALID).curves().get(0).points().get(0);
        assertThat(first.isOpen()).isTrue();
        assertThat(first.answeredShare()).isEqualTo(0.9);
    }

    @Test
    void pointsOfARunThatIsNotValidAreNotJudged() throws IOException {
        SweepData sweep = sweep(rates(), new Verdict(Validity.SATURATED, List.of("late")));
        assertThat(sweep.curves().get(0).points()).extracting(PointData::judged).containsOnly(false);
        assertThat(sweep.title()).endsWith("(run SATURATED, not judged)");
    }

    @Test
    void fewerRatesAreNoCurve() throws IOException {
        BlockRun run = new BlockRun().blocks("http-long", at(1000), 50).blocks("http-long", at(2000), 50);
        assertThat(SweepData.of(run.read(results, Verdict.VALID))).isEmpty();
    }
}
