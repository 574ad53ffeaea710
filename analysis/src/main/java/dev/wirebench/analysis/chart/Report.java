package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.Summary;
import dev.wirebench.analysis.ci.GateText;
import dev.wirebench.analysis.gate.GateReport;
import dev.wirebench.model.RunFolder;
import dev.wirebench.model.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes what can always be made again from a run folder. */
public final class Report {

    private Report() {}

    /** Writes {@code index.html} and {@code summary.md} into the folder. */
    public static Comparison write(RunFolder folder) throws IOException {
        return write(folder, Optional.empty());
    }

    /** The same with what the run's gates came to. */
    public static Comparison write(RunFolder folder, Optional<GateReport> gates) throws IOException {
        Comparison comparison = Comparison.of(List.of(folder));
        folder.writeFile("index.html", bytes(Page.of(comparison, gates)));
        String gatesMarkdown =
                gates.filter(GateReport::says).map(GateText::markdown).orElse("");
        folder.writeFile("summary.md", bytes(Summary.of(comparison, gatesMarkdown)));
        return comparison;
    }

    /** Writes one page that shows all runs. */
    public static Comparison write(List<RunFolder> folders, Path file) throws IOException {
        Comparison comparison = Comparison.of(folders);
        WholeFile.write(file, bytes(Page.of(comparison)), "the runs themselves are kept");
        return comparison;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
