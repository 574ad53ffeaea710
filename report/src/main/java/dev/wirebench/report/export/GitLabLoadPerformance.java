package dev.wirebench.report.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Interval;
import dev.wirebench.report.export.Results.Measured;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Quantiles;
import dev.wirebench.report.read.Series;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * GitLab's load performance report: the summary that k6 writes with {@code --summary-export}.
 *
 * <p>GitLab's widget reads four numbers of it (docs.gitlab.com/ci/testing/load_performance_testing, and
 * {@code normalizeLoadPerformanceMetrics} in its source): p90 and p95 of {@code http_req_waiting} in milliseconds, the rate
 * of {@code http_reqs} and the share of {@code checks} that passed. As in k6, they are of all messages together: the times
 * of the open loads, the rate of the closed ones, as far as there are any. The times are response times, counted from the
 * intended send; where p95 lies among messages without an answer there are none, as a service that fails fast would look fast, and
 * where any message has no answer there is neither a mean nor a largest. The checks are the gates; without gates there are
 * none.
 */
final class GitLabLoadPerformance {

    private static final double NS_PER_MS = 1e6;

    private GitLabLoadPerformance() {}

    static String of(Results results) throws IOException {
        Measured measured = results.measured().orElseThrow();
        ObjectNode root = Json.object();
        ObjectNode metrics = root.putObject("metrics");
        requests(metrics, measured.series(Load.Closed.class));
        times(metrics, measured);
        results.gates().ifPresent(gates -> checks(metrics, gates));
        return Json.text(root);
    }

    private static void requests(ObjectNode metrics, List<Series> series) {
        long answered = series.stream().mapToLong(s -> s.counts().answered()).sum();
        Block.throughputPerSecond(series.stream()
                        .flatMap(s -> s.record().blocks().stream())
                        .toList())
                .ifPresent(rate ->
                        metrics.putObject("http_reqs").put("count", answered).put("rate", rate));
    }

    private static void times(ObjectNode metrics, Measured measured) throws IOException {
        Histogram known = histogram();
        Histogram unanswered = histogram();
        for (Series series : measured.series(Load.Open.class)) {
            known.add(measured.folder().total(series.record().key(), Measure.RESPONSE));
            unanswered.add(measured.folder().total(series.record().key(), Measure.UNANSWERED));
        }
        Quantiles quantiles = new Quantiles(known, unanswered);
        if (!quantiles.at(95).filter(Quantile::isExact).isPresent()) {
            return;
        }
        for (String name : List.of("http_req_duration", "http_req_waiting")) {
            ObjectNode trend = metrics.putObject(name)
                    .put("min", ms(quantiles, 0))
                    .put("med", ms(quantiles, 50))
                    .put("p(90)", ms(quantiles, 90))
                    .put("p(95)", ms(quantiles, 95));
            if (unanswered.getTotalCount() == 0) {
                trend.put("avg", known.getMean() / NS_PER_MS).put("max", ms(quantiles, 100));
            }
        }
    }

    private static double ms(Quantiles quantiles, double percentile) {
        return quantiles.at(percentile).orElseThrow().lowerNs() / NS_PER_MS;
    }

    private static Histogram histogram() {
        return new Histogram(Interval.HIGHEST_TRACKABLE_NS, Interval.SIGNIFICANT_DIGITS);
    }

    /** Whatever did not pass has failed: a check knows no third way. Without any, the widget would divide by 0. */
    private static void checks(ObjectNode metrics, GateReport gates) {
        long passes = gates.results().stream()
                .filter(result -> result.outcome() == Decision.PASS)
                .count();
        if (!gates.results().isEmpty()) {
            metrics.putObject("checks")
                    .put("passes", passes)
                    .put("fails", gates.results().size() - passes)
                    .put("value", (double) passes / gates.results().size());
        }
    }
}
