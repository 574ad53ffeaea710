package dev.wirebench.report.page;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.text.WholeFile;
import dev.wirebench.report.export.GateText;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.table.Summary;
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
        write(comparison, folder, gates);
        return comparison;
    }

    /** The same of a run that has been read already. */
    public static void write(Comparison comparison, RunFolder folder, Optional<GateReport> gates) throws IOException {
        folder.writeFile("index.html", bytes(Page.of(comparison, gates)));
        String gatesMarkdown =
                gates.filter(GateReport::says).map(GateText::markdown).orElse("");
        folder.writeFile("summary.md", bytes(Summary.of(comparison, gatesMarkdown)));
    }

    /** Writes one page that shows all runs. */
    public static Comparison write(List<RunFolder> folders, Path file) throws IOException {
        Comparison comparison = Comparison.of(folders);
        write(comparison, file);
        return comparison;
    }

    /** Writes one page that shows all runs. */
    public static void write(Comparison comparison, Path file) throws IOException {
        WholeFile.write(file, bytes(Page.of(comparison)), "the runs themselves are kept");
    }

    /** Writes {@code index.html} and {@code summary.md} of several runs into the folder that they lie in. */
    public static void writeAll(Comparison comparison, Path folder) throws IOException {
        write(comparison, folder.resolve("index.html"));
        WholeFile.write(folder.resolve("summary.md"), bytes(Summary.of(comparison)), "the runs themselves are kept");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
