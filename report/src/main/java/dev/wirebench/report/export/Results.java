package dev.wirebench.report.export;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What there is to be written: what the gates have come to, what was measured, or both. Immutable as long as the folder is
 * left alone.
 */
public record Results(Optional<GateReport> gates, Optional<Measured> measured) {

    /**
     * A run with the folder that its histograms lie in.
     *
     * @param commit of what was measured
     */
    public record Measured(Run run, RunFolder folder, String commit) {

        static final String UNKNOWN_COMMIT = "unknown";

        /** The series of the NIO generator; of Gatling where it was alone. */
        List<Series> series() {
            Instrument instrument =
                    run.series().stream().anyMatch(s -> isBy(s, Instrument.NIO)) ? Instrument.NIO : Instrument.GATLING;
            return run.series().stream().filter(s -> isBy(s, instrument)).toList();
        }

        /** Of the loads of one kind, as the two are never mixed; of the other kind where there are none of it. */
        List<Series> series(Class<? extends Load> kind) {
            List<Series> wanted = series().stream()
                    .filter(s -> kind.isInstance(s.record().load()))
                    .toList();
            return wanted.isEmpty() ? series() : wanted;
        }

        private static boolean isBy(Series series, Instrument instrument) {
            return series.record().instrument() == instrument;
        }
    }

    public Results {
        if (gates.isEmpty() && measured.isEmpty()) {
            throw new IllegalArgumentException("there are neither gates nor a run to write about");
        }
    }

    public static Results of(GateReport gates) {
        return new Results(Optional.of(gates), Optional.empty());
    }

    /**
     * Reads the run.
     *
     * @param gates empty where the plan has none
     * @param commit of what was measured; without it, the one that the run's environment names
     */
    public static Results read(Optional<GateReport> gates, RunFolder folder, Optional<String> commit)
            throws IOException {
        return of(gates, Comparison.of(List.of(folder)).runs().get(0), folder, commit);
    }

    /** The same of a run that has been read already. */
    public static Results of(Optional<GateReport> gates, Run run, RunFolder folder, Optional<String> commit) {
        String named = commit.orElseGet(
                () -> run.record().environment().getOrDefault("version.commit", Measured.UNKNOWN_COMMIT));
        return new Results(gates, Optional.of(new Measured(run, folder, named)));
    }

    /** The gates' verdict, which covers the baseline too; without gates, the run's. */
    public Verdict verdict() {
        return gates.map(GateReport::verdict)
                .orElseGet(() -> measured.orElseThrow().run().record().verdict());
    }
}
