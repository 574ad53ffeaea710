package dev.wirebench.harness;

import dev.wirebench.model.CellKey;
import dev.wirebench.model.CellRecord;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Asks of a run that has ended: was it the generator? See "Self-check" in docs/method.md.
 *
 * <p>Gatling's cells are not asked: it is the second opinion, and its send lag is shown beside what it says.
 */
final class SelfCheck {

    /** Send lag may be so large whatever the response time. */
    private static final double LAG_LIMIT_NS = 250_000;

    /** Or so large a part of the response time, at the same percentile. */
    private static final double LAG_SHARE = 0.05;

    private static final double PERCENTILE = 99;

    private SelfCheck() {}

    static Verdict judge(RunFolder folder, List<CellRecord> cells) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (CellRecord cell : cells) {
            if (cell.instrument() == Instrument.NIO && cell.load() instanceof Load.Open) {
                checkLag(folder, cell.key(), reasons);
            }
        }
        return reasons.isEmpty() ? Verdict.VALID : new Verdict(Verdict.Validity.SATURATED, reasons);
    }

    private static void checkLag(RunFolder folder, CellKey key, List<String> reasons) throws IOException {
        Histogram lag = folder.total(key, Measure.SEND_LAG);
        Histogram response = folder.total(key, Measure.RESPONSE);
        double limitNs = Math.max(LAG_LIMIT_NS, LAG_SHARE * response.getValueAtPercentile(PERCENTILE));
        long lagNs = lag.getValueAtPercentile(PERCENTILE);
        if (lagNs > limitNs) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%s: the generator sent late, send lag p99 %.3f ms is above %.3f ms",
                    key,
                    lagNs / 1e6,
                    limitNs / 1e6));
        }
    }
}
