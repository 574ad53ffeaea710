package dev.wirebench.report.browser;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.page.KnownGates;
import dev.wirebench.report.page.KnownRates;
import dev.wirebench.report.page.Page;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.SampleRun;
import dev.wirebench.report.read.SweptRun;
import dev.wirebench.report.read.WatchedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A page, and the run folders that it was made from. Immutable.
 *
 * @param gates what the page says of gates
 */
record ReportPage(String name, List<RunFolder> runs, Optional<GateReport> gates, Path file) {

    /** Tests run in several JVMs at once. */
    private static final Path PAGES =
            Path.of("target", "pages", Long.toString(ProcessHandle.current().pid()));

    /** A run folder that was really measured, whose page is tested and pictured too, as {@code example}. */
    private static final String EXAMPLE = System.getProperty("wirebench.example");

    private static final Set<String> SOME = Set.of("sample", "swept", "gates", "hostile");

    private static List<ReportPage> all;

    /** Every page that is tested, made once; a further run folder is a further line. */
    static synchronized Stream<ReportPage> all() {
        if (all == null) {
            try {
                all = make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.stream();
    }

    /** Those that differ most in what they show; nightly every one. */
    static Stream<ReportPage> some() {
        boolean isAll = Boolean.getBoolean("wirebench.nightly") || EXAMPLE != null;
        return all().filter(page -> isAll || SOME.contains(page.name));
    }

    /** One of {@link #all}. */
    static ReportPage of(String name) {
        return all().filter(page -> page.name.equals(name)).findFirst().orElseThrow();
    }

    private static List<ReportPage> make() throws IOException {
        Path results = emptied(PAGES);
        RunFolder known = KnownRun.write(results);
        RunFolder watched = WatchedRun.write(results);
        RunFolder sample = SampleRun.write(results, "sample", 1, 1, Verdict.VALID);
        RunFolder slower = SampleRun.write(results, "slower", 2, 1.3, Verdict.VALID);
        RunFolder hostile = HostileRun.write(results);
        RunFolder empty = RunFolder.create(results, KnownRun.plan(), Instant.EPOCH, Map.of());
        List<ReportPage> pages = new ArrayList<>();
        pages.add(of("known", List.of(known)));
        pages.add(of("sample", List.of(sample)));
        pages.add(of("rates", List.of(KnownRates.write(results))));
        pages.add(of("swept", List.of(swept(results))));
        pages.add(of("gates", List.of(watched), Optional.of(KnownGates.judged())));
        pages.add(of("several", List.of(sample, slower)));
        pages.add(of("hostile", List.of(hostile), Optional.of(HostileRun.gates())));
        pages.add(of("empty", List.of(empty)));
        if (EXAMPLE != null) {
            pages.add(of("example", List.of(RunFolder.open(Path.of(EXAMPLE)))));
        }
        return List.copyOf(pages);
    }

    /** A run of a system, with a sweep that found its limit. */
    private static RunFolder swept(Path results) throws IOException {
        List<SystemRecord.Check> checks = List.of(
                new SystemRecord.Check(Protocol.RAW, "echo", SystemRecord.Result.PASSED, ""),
                new SystemRecord.Check(Protocol.RAW, "empty", SystemRecord.Result.FAILED, "nothing came back"));
        SystemRecord system = new SystemRecord(
                "echo", "An echo", "1.2.3", Map.of("workers", "2"), List.of("it has 2 threads"), checks, 100, 12_345);
        return new SweptRun(results)
                .block(SweptRun.USUAL, 1_234_000, 5_000, 1)
                .swept(1000, 2_000_000, 0)
                .swept(2000, 9_100_000, 0)
                .swept(4000, 90_000_000, 0)
                .seal(Verdict.VALID, system);
    }

    private static ReportPage of(String name, List<RunFolder> runs) throws IOException {
        return of(name, runs, Optional.empty());
    }

    private static ReportPage of(String name, List<RunFolder> runs, Optional<GateReport> gates) throws IOException {
        Path file = PAGES.resolve(name + ".html").toAbsolutePath();
        Files.writeString(file, Page.of(Comparison.of(runs), gates));
        return new ReportPage(name, runs, gates, file);
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    @Override
    public String toString() {
        return name;
    }
}
