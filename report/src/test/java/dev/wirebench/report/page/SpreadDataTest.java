package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.page.SpreadData.PairData;
import dev.wirebench.report.read.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadDataTest {

    @TempDir
    Path results;

    private List<SpreadData> spreads(BlockRun made) throws IOException {
        Run run = made.read(results, Verdict.VALID);
        return SpreadData.of(run.matrices().get(0), Verdict.VALID);
    }

    private static BlockRun threeCells(Load load) {
        return new BlockRun()
                .blocks("http-long", load, 50, 52, 54, 56, 58, 60, 62, 64)
                .blocks("websocket-long", load, 51, 53, 55, 57, 59, 61, 63, 65)
                .blocks("raw-long", load, 20, 21, 22, 23, 24, 25, 26, 27);
    }

    @Test
    void cellsThatDoNotDifferSignificantlyAreGrouped() throws IOException {
        SpreadData p50 = spreads(threeCells(Plans.OPEN)).get(0);
        assertThat(p50.metric()).isEqualTo("p50");
        assertThat(p50.alike()).containsExactly(List.of("http-long", "websocket-long"));
        assertThat(p50.title())
                .isEqualTo("2 of 3 pairs of cells differ in p50; no significant difference between http-long and"
                        + " websocket-long");
        assertThat(p50.pairs())
                .extracting(PairData::result)
                .containsExactly("not_significant", "different", "different");
        assertThat(p50.pairs().get(1).ratio()).isEqualTo("0.412×");
    }

    @Test
    void tooFewBlocksAreSaidToBeTooFew() throws IOException {
        SpreadData p50 = spreads(
                        new BlockRun().blocks("http-long", Plans.OPEN, 50, 52).blocks("raw-long", Plans.OPEN, 20, 21))
                .get(0);
        assertThat(p50.title())
                .isEqualTo("Too few blocks to tell cells apart by p50: 2 of a cell, and 2 cells need 4 each");
        assertThat(p50.alike()).isEmpty();
        assertThat(p50.pairs()).extracting(PairData::result).containsExactly("cannot_tell");
    }

    @Test
    void aBlockOfWhichOnlyABoundIsKnownCannotBeCompared() throws IOException {
        SpreadData p99 = spreads(
                        threeCells(Plans.OPEN).block("raw-long", Plans.OPEN, 20, 900, Interference.NOT_MEASURED))
                .get(1);
        assertThat(p99.metric()).isEqualTo("p99");
        assertThat(p99.pairs())
                .extracting(PairData::result)
                .containsExactly("not_significant", "cannot_tell", "cannot_tell");
        assertThat(p99.pairs().get(1).p()).isNull();
    }

    @Test
    void throughputTellsCellsApartOnlyUnderAClosedLoad() throws IOException {
        assertThat(spreads(threeCells(Plans.CLOSED)))
                .extracting(SpreadData::metric)
                .containsExactly("p50", "p99", "throughput");
        assertThat(spreads(threeCells(Plans.OPEN)))
                .extracting(SpreadData::metric)
                .containsExactly("p50", "p99");
    }

    @Test
    void aCellAloneIsNotCompared() throws IOException {
        SpreadData p50 =
                spreads(new BlockRun().blocks("http-long", Plans.OPEN, 50)).get(0);
        assertThat(p50.title()).isEqualTo("One cell: nothing to compare its p50 with");
        assertThat(p50.pairs()).isEmpty();
    }
}
