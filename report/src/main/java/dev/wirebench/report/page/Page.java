package dev.wirebench.report.page;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.report.read.Comparison;
import java.util.List;
import java.util.Optional;

/** The page that shows a comparison, a {@link StandalonePage}. */
public final class Page {

    /** What the sections are made with, each on those before it. */
    private static final List<String> PARTS =
            List.of("report.js", "view.js", "export.js", "figure.js", "gates.js", "anatomy.js");

    /** In the order of the page; each adds itself to {@code sections}. */
    static final List<String> SECTIONS = List.of(
            "head",
            "systems",
            "runs",
            "matrix",
            "spectrum",
            "timeline",
            "cost",
            "break-even",
            "sweep",
            "spread",
            "says",
            "anatomy",
            "instruments",
            "messages",
            "method");

    private Page() {}

    public static String of(Comparison comparison) {
        return of(comparison, Optional.empty());
    }

    /** @param gates what the gates of the first run came to */
    public static String of(Comparison comparison, Optional<GateReport> gates) {
        return StandalonePage.of(
                "Wirebench",
                "summary.md beside it",
                script(),
                PageData.of(comparison, gates).toJson());
    }

    /** All that is the page's own. */
    static String script() {
        StringBuilder script = new StringBuilder();
        PARTS.forEach(part -> script.append(StandalonePage.resource(part)));
        SECTIONS.forEach(section -> script.append(StandalonePage.resource("section/" + section + ".js")));
        return script.append(StandalonePage.resource("page.js")).toString();
    }
}
