package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.gate.GateReport;
import java.util.Optional;

/** The page that shows a comparison, a {@link StandalonePage}. */
public final class Page {

    private Page() {}

    public static String of(Comparison comparison) {
        return of(comparison, Optional.empty());
    }

    /** @param gates what the gates of the first run came to */
    public static String of(Comparison comparison, Optional<GateReport> gates) {
        return StandalonePage.of(
                "Wirebench",
                "summary.md beside it",
                StandalonePage.resource("gates.js") + StandalonePage.resource("page.js"),
                PageData.of(comparison, gates).toJson());
    }
}
