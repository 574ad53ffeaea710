package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Comparison;

/** The page that shows a comparison, a {@link StandalonePage}. */
public final class Page {

    private Page() {}

    public static String of(Comparison comparison) {
        return StandalonePage.of(
                "Wirebench",
                "summary.md beside it",
                StandalonePage.resource("page.js"),
                PageData.of(comparison).toJson());
    }
}
