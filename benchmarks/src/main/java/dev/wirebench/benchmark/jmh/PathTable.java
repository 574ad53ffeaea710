package dev.wirebench.benchmark.jmh;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** Results of JMH as Markdown, a row for each benchmark and its parameters. */
final class PathTable {

    /** JMH's name for bytes allocated per operation. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Any other unit is shown beside the figure. */
    private static final String NS = "ns/op";

    private PathTable() {}

    static String toMarkdown(Collection<RunResult> results) {
        return results.stream()
                .map(PathTable::row)
                .collect(Collectors.joining(
                        "",
                        "| benchmark | of | ns/message | lowest to highest | B/message |\n|---|---|---|---|---|\n",
                        ""));
    }

    private static String row(RunResult result) {
        Statistics figures = result.getPrimaryResult().getStatistics();
        String unit = result.getPrimaryResult().getScoreUnit();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        String[] name = result.getParams().getBenchmark().split("\\.");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f%s | %.1f to %.1f (%d) | %s |%n",
                name[name.length - 1],
                of(result.getParams()),
                figures.getMean(),
                unit.equals(NS) ? "" : " " + unit,
                figures.getMin(),
                figures.getMax(),
                figures.getN(),
                allocated == null ? "-" : String.format(Locale.ROOT, "%.4f", allocated.getScore()));
    }

    private static String of(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(params::getParam)
                .map(PathTable::label)
                .reduce((first, second) -> first + ", " + second)
                .orElse("-");
    }

    private static String label(String parameter) {
        return Arrays.stream(CannedResponse.values())
                .filter(answers -> answers.name().equals(parameter))
                .map(CannedResponse::label)
                .findFirst()
                .orElse(parameter.toLowerCase(Locale.ROOT));
    }
}
