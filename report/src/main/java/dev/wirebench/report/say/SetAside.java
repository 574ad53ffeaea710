package dev.wirebench.report.say;

import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run set aside and measured again because its generator was disturbed, in plain sentences. */
public final class SetAside {

    private SetAside() {}

    public static List<String> of(Run run, Units units) {
        List<String> sentences = new ArrayList<>();
        for (Series series : run.series()) {
            if (!series.record().setAside().isEmpty()) {
                sentences.add(sentence(series, run.setAsideOf(series), units));
            }
        }
        return sentences;
    }

    /** @param aside empty where the folder beside the run is gone */
    private static String sentence(Series series, Optional<Series> aside, Units units) {
        CellRecord record = series.record();
        int all = record.setAside().size() + record.blocks().size();
        Counts counts = CellRecord.of(record.key(), record.setAside()).counts();
        long failed = counts.intended() - counts.answered();
        String figures = aside.map(there -> ": p50 " + there.text(Percentile.P50, units) + " and p99 "
                        + there.text(Percentile.P99, units) + " there, " + series.text(Percentile.P50, units)
                        + " and " + series.text(Percentile.P99, units) + " in the others")
                .orElse("");
        return units.count(record.setAside().size()) + " of " + units.count(all) + " blocks of "
                + Sentences.name(series)
                + " were set aside and measured again, as the generator was disturbed" + figures + ". "
                + (failed == 0
                        ? "No message failed in them."
                        : units.count(failed) + " of their " + units.count(counts.intended())
                                + " messages got no right answer; gates count these.");
    }
}
