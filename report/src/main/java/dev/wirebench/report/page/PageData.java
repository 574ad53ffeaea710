package dev.wirebench.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.CrossCheck;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the page shows, as JSON. Immutable.
 *
 * @param marks the percentiles of {@link PercentileCurve#marks}
 * @param figures the title of each metric by its label
 * @param evidence the labels of the metrics that a verdict rests on
 * @param bounds the percentiles of which each series has both bounds
 * @param agreement when two instruments agree
 * @param gates what those of the first run came to; null without any
 * @param systems null where none were the targets
 * @param differs keys of the environment that are not the same in all runs
 */
record PageData(
        int pointsPerDecade,
        List<Double> marks,
        Map<String, String> figures,
        List<String> evidence,
        List<String> bounds,
        String boundsMeaning,
        String agreement,
        List<RunData> runs,
        GateData gates,
        SystemData systems,
        List<SeriesData> series,
        Set<String> differs) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    static PageData of(Comparison comparison, Optional<GateReport> gates) {
        Map<String, String> labels = new LinkedHashMap<>();
        Metric.shown().forEach(metric -> labels.put(metric.label(), metric.title()));
        List<SeriesData> series = new ArrayList<>();
        for (int run = 0; run < comparison.runs().size(); run++) {
            for (Series each : comparison.runs().get(run).series()) {
                series.add(SeriesData.of(run, each));
            }
        }
        return new PageData(
                PercentileCurve.POINTS_PER_DECADE,
                Percentile.CHARTED,
                labels,
                Metric.evidence().stream().map(Metric::label).toList(),
                Percentile.TABLED.stream().map(Percentile::name).toList(),
                Tables.BOUNDS_MEANING,
                CrossCheck.criterion(Units.TYPESET),
                runs(comparison),
                gates(comparison, gates).orElse(null),
                SystemData.of(comparison),
                series,
                comparison.environmentDifferences());
    }

    /** All runs of a page put the same on the socket, so the first one shows it. */
    private static List<RunData> runs(Comparison comparison) {
        List<RunData> runs = new ArrayList<>();
        for (Run run : comparison.runs()) {
            runs.add(RunData.of(run, runs.isEmpty()));
        }
        return runs;
    }

    static Optional<GateData> gates(Comparison comparison, Optional<GateReport> report) {
        return report.flatMap(
                each -> GateData.of(each, comparison.runs().get(0).record().verdict()));
    }

    /** As readable JSON. */
    static String text(Plan plan) {
        return JSON.valueToTree(plan).toPrettyString();
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
