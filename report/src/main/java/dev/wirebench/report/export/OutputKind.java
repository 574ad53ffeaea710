package dev.wirebench.report.export;

import dev.wirebench.model.text.Similar;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kind of file that some CI system reads. */
public enum OutputKind {
    /** Test results: Jenkins, GitLab and most others. */
    JUNIT(
            "junit",
            "junit.xml",
            Needs.GATES,
            (results, old) -> JUnitXml.of(results.gates().orElseThrow())),
    /** A job summary on GitHub. */
    MARKDOWN(
            "markdown",
            "gates.md",
            Needs.GATES,
            (results, old) -> GateText.markdown(results.gates().orElseThrow())),
    /** Annotations on GitHub: to be printed by the job. */
    GITHUB(
            "github",
            "annotations.txt",
            Needs.GATES,
            (results, old) -> Annotations.of(results.gates().orElseThrow())),
    /** Alerts of code scanning. */
    SARIF(
            "sarif",
            "gates.sarif",
            Needs.GATES,
            (results, old) -> Sarif.of(results.gates().orElseThrow())),
    /** GitLab's load performance report. */
    GITLAB("gitlab", "load-performance.json", Needs.RUN, (results, old) -> GitLabLoadPerformance.of(results)),
    /** Prometheus, and GitLab's metrics report. */
    OPENMETRICS("openmetrics", "metrics.txt", Needs.ANY, (results, old) -> OpenMetrics.of(results)),
    /** github-action-benchmark with {@code tool: customSmallerIsBetter}. */
    BENCHMARK_ACTION(
            "benchmark-action",
            "benchmark-smaller.json",
            Needs.RUN,
            (results, old) ->
                    GitHubBenchmarkAction.smallerIsBetter(results.measured().orElseThrow())),
    /** github-action-benchmark with {@code tool: customBiggerIsBetter}: it takes one direction per file. */
    BENCHMARK_ACTION_BIGGER(
            "benchmark-action-bigger",
            "benchmark-bigger.json",
            Needs.RUN,
            (results, old) ->
                    GitHubBenchmarkAction.biggerIsBetter(results.measured().orElseThrow())),
    /** Bencher. */
    BENCHER(
            "bencher",
            "bencher.json",
            Needs.RUN,
            (results, old) -> Bencher.of(results.measured().orElseThrow())),
    /** Apache Otava: one row per run, added to the file that is there. */
    OTAVA(
            "otava",
            "otava.csv",
            Needs.RUN,
            (results, old) -> OtavaCsv.of(results.measured().orElseThrow(), old));

    /** What a file is made from. */
    enum Needs {
        GATES,
        RUN,
        ANY
    }

    /** The content of a file. */
    interface Format {
        /** @param old what the file holds already */
        String content(Results results, Optional<String> old) throws IOException;
    }

    private final String label;
    private final String fileName;
    private final Needs needs;
    private final Format format;

    OutputKind(String label, String fileName, Needs needs, Format format) {
        this.label = label;
        this.fileName = fileName;
        this.needs = needs;
        this.format = format;
    }

    /** @throws IllegalArgumentException naming the kinds that there are */
    public static OutputKind parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> unknown(label));
    }

    private static IllegalArgumentException unknown(String label) {
        List<String> known = Arrays.stream(values()).map(OutputKind::label).toList();
        return new IllegalArgumentException(
                "unknown output '" + label + "'; allowed: " + String.join(", ", known) + Similar.hint(label, known));
    }

    /** As on the command line, in {@code --out kind=path}. */
    public String label() {
        return label;
    }

    /** Its name in a run folder. */
    public String fileName() {
        return fileName;
    }

    public boolean needsGates() {
        return needs == Needs.GATES;
    }

    public boolean needsRun() {
        return needs == Needs.RUN;
    }

    /** Whether a run's verdict stands in it. Without, its readers would judge a run that must not be judged. */
    boolean carriesVerdict() {
        return needs != Needs.RUN;
    }

    String content(Results results, Optional<String> old) throws IOException {
        if (needsGates() && results.gates().isEmpty()) {
            throw new IllegalArgumentException(label + " is about gates, but there are none");
        }
        if (needsRun() && results.measured().isEmpty()) {
            throw new IllegalArgumentException(label + " is about numbers, but there is no run");
        }
        return format.content(results, old);
    }
}
