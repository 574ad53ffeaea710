package dev.wirebench.report.page;

import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;

/** A run of three cells under three rates, in so many blocks that some pairs of cells differ and some do not. */
public final class KnownRates {

    private KnownRates() {}

    public static RunFolder write(Path results) throws IOException {
        Interference watched = Records.quiet()
                .longestPauseNs(2_500_000)
                .pausesNs(4_100_000)
                .gcNs(3_000_000)
                .segmentsSent(10)
                .fileDescriptorsLeft(900)
                .build();
        BlockRun run = new BlockRun();
        for (int rate : new int[] {500, 1000, 2000}) {
            Load load = new Load.Open(rate, Load.Arrivals.CONSTANT, 8);
            double wait = rate / 500.0;
            run.blocks("http-short", load, 200 * wait, 205 * wait, 207 * wait, 211 * wait, 199 * wait, 213 * wait);
            run.blocks("http-long", load, 100, 104, 98, 111, 103, 96);
            run.blocks("raw-long", load, 99, 105, 97, 112, 101, 95);
            run.block("websocket-long", load, 120, 900, watched);
        }
        return run.write(results, Verdict.VALID);
    }
}
