package dev.wirebench.analysis.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.wirebench.analysis.Bounds;
import dev.wirebench.analysis.Comparison;
import dev.wirebench.analysis.CrossCheck;
import dev.wirebench.analysis.Evidence;
import dev.wirebench.analysis.Figure;
import dev.wirebench.analysis.Run;
import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.gate.GateReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything the page shows, as JSON. Immutable.
 *
 * @param marks the percentiles of {@link Spectrum#marks}
 * @param figures the label of each figure by its name
 * @param evidence the names of the figures that a verdict rests on
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
        for (Figure figure : Figure.values()) {
            labels.put(figure.name(), figure.label());
        }
        List<SeriesData> series = new ArrayList<>();
        for (int run = 0; run < comparison.runs().size(); run++) {
            for (Series each : comparison.runs().get(run).series()) {
                series.add(SeriesData.of(run, each));
            }
        }
        return new PageData(
                Spectrum.POINTS_PER_DECADE,
                Spectrum.MARKS,
                labels,
                Evidence.FIGURES.stream().map(Enum::name).toList(),
                Stream.of(Bounds.values()).map(Bounds::label).toList(),
                Bounds.MEANING,
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

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
