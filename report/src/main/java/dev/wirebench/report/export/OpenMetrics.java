package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenMetrics 1.0 text, in seconds and bytes, without time stamps.
 *
 * <p>Prometheus reads it, and GitLab as a metrics report. GitLab cuts every line at a {@code #}, so no label may hold one,
 * and splits it as a shell would.
 */
final class OpenMetrics {

    private static final Map<Scalar, String> HELP = Map.of(
            Scalar.THROUGHPUT,
            "Good answers per second.",
            Scalar.TARGET_CPU,
            "Processor time of the target per answered message.",
            Scalar.TARGET_MEMORY,
            "Resident memory of the target.",
            Scalar.MEMORY_PER_CONNECTION,
            "Resident memory of the target, divided by the connections of the load.");

    private final StringBuilder out = new StringBuilder();
    private final List<Series> series;

    private OpenMetrics(List<Series> series) {
        this.series = series;
    }

    static String of(Results results) {
        List<Series> series = results.measured().map(m -> m.run().series()).orElse(List.of());
        OpenMetrics metrics = new OpenMetrics(series);
        metrics.verdict(results.verdict());
        results.gates().ifPresent(metrics::gates);
        metrics.times();
        metrics.numbers();
        metrics.messages();
        return metrics.out.append("# EOF\n").toString();
    }

    private void verdict(Verdict verdict) {
        String name = "wirebench_run_verdict";
        head(name, "stateset", "", "Whether the numbers of the run can be trusted; only VALID ones are judged.");
        for (Verdict.Validity each : Verdict.Validity.values()) {
            sample(name, labels(name, each.name()), each == verdict.validity() ? "1" : "0");
        }
    }

    private void gates(GateReport report) {
        String name = "wirebench_gate";
        head(name, "stateset", "", "What each gate counts as.");
        Set<String> rules = new LinkedHashSet<>();
        for (GateResult result : report.results()) {
            String rule = SafeText.line(result.gate().text()).replace('#', ' ');
            if (rules.add(rule)) {
                for (Decision each : Decision.values()) {
                    sample(name, labels("rule", rule, name, each.label()), each == result.outcome() ? "1" : "0");
                }
            }
        }
    }

    private void times() {
        time("response", Measure.RESPONSE, "From the intended send to the whole answer");
        time("service", Measure.SERVICE, "From the actual send to the whole answer");
        time("connect", Measure.CONNECT, "From the start of the TCP connect until it is established");
        time("handshake", Measure.HANDSHAKE, "From the established TCP connection to the end of the handshake");
    }

    private void time(String what, Measure measure, String help) {
        String name = "wirebench_" + what + "_time_seconds";
        boolean isCensored = measure == Measure.RESPONSE || measure == Measure.SERVICE;
        gauge(name, "seconds", help + (isCensored ? "; without an answer, infinite." : "."));
        for (Series each : series) {
            for (double percentile : Percentile.TABLED) {
                each.at(measure, percentile)
                        .ifPresent(found -> sample(name, labels(each, "quantile", share(percentile)), seconds(found)));
            }
        }
    }

    /** As the specification writes canonical numbers: {@code 0.5}, {@code 0.999}, {@code 1.0}. */
    private static String share(double percentile) {
        return Double.toString(BigDecimal.valueOf(percentile).movePointLeft(2).doubleValue());
    }

    /** All that gates may ask for, but the failures: those are among the messages. */
    private void numbers() {
        for (Scalar metric : Scalar.values()) {
            boolean isDirected = metric == Scalar.BYTES_UP || metric == Scalar.BYTES_DOWN;
            if (metric.isGated() && !metric.isOfFailures() && !isDirected) {
                gauge("wirebench_" + name(metric), unit(metric), HELP.getOrDefault(metric, metric.title() + "."));
                each(metric, "wirebench_" + name(metric));
            }
        }
        String name = "wirebench_message_size_bytes";
        gauge(name, "bytes", "What went over the sockets per answered message.");
        each(Scalar.BYTES_UP, name, "direction", "up");
        each(Scalar.BYTES_DOWN, name, "direction", "down");
    }

    private void each(Scalar metric, String name, String... labels) {
        boolean isTime = metric.dimension() == Metric.Dimension.TIME;
        for (Series each : series) {
            each.value(metric)
                    .ifPresent(value -> sample(
                            name,
                            labels(each, labels),
                            plain(BigDecimal.valueOf(value).movePointLeft(isTime ? 9 : 0))));
        }
    }

    private static String name(Scalar metric) {
        return switch (metric) {
            case THROUGHPUT -> "throughput_messages_per_second";
            case TARGET_CPU -> "target_cpu_per_message_seconds";
            default -> {
                String unit = unit(metric);
                yield metric.label().replace('-', '_') + (unit.isEmpty() ? "" : "_" + unit);
            }
        };
    }

    /** Base units as the specification has them; none for what has none. */
    private static String unit(Metric metric) {
        return switch (metric.dimension()) {
            case TIME -> "seconds";
            case BYTES -> "bytes";
            case SHARE -> "ratio";
            case RATE, COUNT, CORES -> "";
        };
    }

    private void messages() {
        String name = "wirebench_messages";
        gauge(name, "", "Messages of the run, by how they ended.");
        for (Series each : series) {
            for (Outcome outcome : Outcome.values()) {
                String count = Long.toString(count(each.counts(), outcome));
                sample(name, labels(each, "outcome", outcome.label()), count);
            }
        }
    }

    private static long count(Counts counts, Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> counts.answered();
            case TIMED_OUT -> counts.timedOut();
            case UNFINISHED -> counts.unfinished();
            default -> counts.failed().getOrDefault(outcome, 0L);
        };
    }

    private static String seconds(Quantile quantile) {
        return quantile.isExact() ? plain(BigDecimal.valueOf(quantile.lowerNs()).movePointLeft(9)) : "+Inf";
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static List<String> labels(String... namesAndValues) {
        return List.of(namesAndValues);
    }

    private static List<String> labels(Series series, String... more) {
        CellKey key = series.record().key();
        List<String> labels = new ArrayList<>(List.of(
                "cell",
                key.cell().name(),
                "load",
                key.load().label(),
                "instrument",
                key.instrument().label()));
        labels.addAll(List.of(more));
        return labels;
    }

    private void gauge(String name, String unit, String help) {
        head(name, "gauge", unit, help);
    }

    private void head(String name, String type, String unit, String help) {
        line("# TYPE " + name + " " + type);
        if (!unit.isEmpty()) {
            line("# UNIT " + name + " " + unit);
        }
        line("# HELP " + name + " " + help);
    }

    private void sample(String name, List<String> labels, String value) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < labels.size(); i += 2) {
            set.append(i == 0 ? "" : ",").append(labels.get(i)).append("=\"");
            set.append(escaped(labels.get(i + 1))).append('"');
        }
        line(name + "{" + set + "} " + value);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
