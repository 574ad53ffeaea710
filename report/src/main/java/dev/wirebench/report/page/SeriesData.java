package dev.wirebench.report.page;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.report.read.Quantile;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.TimelinePoint;
import dev.wirebench.report.read.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page knows of a series. Immutable.
 *
 * @param run index into the page's runs
 * @param lifetime {@code short}, {@code long} or the number of messages per connection
 * @param figures by the label of each {@link Metric}; what is missing is not in it
 * @param bounds of each of the {@link Percentile#TABLED}
 * @param spectra by the label of each measure; what is missing is not in it
 * @param rate asked for, messages per second; null under a closed load
 * @param moments start (ms since the epoch), length (ms), block, p50, p99 (ns, null without a value), answers per second
 */
record SeriesData(
        int run,
        String cell,
        String protocol,
        String lifetime,
        String load,
        boolean isOpen,
        Double rate,
        String instrument,
        Map<String, FigureData> figures,
        List<String> bounds,
        Map<String, PercentileCurve> spectra,
        List<BlockData> blocks,
        List<List<Number>> moments,
        Counts counts) {

    /** @param value see {@link Series#value} */
    record FigureData(double value, String text) {}

    /** A cell and its parts. */
    record Name(String cell, String protocol, String lifetime) {
        static Name of(Series series) {
            Cell cell = series.record().cell();
            return new Name(
                    cell.name(),
                    cell.protocol().label(),
                    cell.isShort() ? "short" : cell.isLong() ? "long" : Long.toString(cell.messagesPerConnection()));
        }
    }

    static SeriesData of(int run, Series series) {
        CellRecord record = series.record();
        Name name = Name.of(series);
        return new SeriesData(
                run,
                name.cell,
                name.protocol,
                name.lifetime,
                record.load().label(),
                series.isOpen(),
                record.load() instanceof Load.Open open ? open.ratePerSecond() : null,
                record.instrument().label(),
                figures(series),
                Percentile.TABLED.stream()
                        .map(percentile -> series.bounds(percentile, Units.TYPESET))
                        .toList(),
                spectra(series),
                BlockData.of(series),
                series.moments().stream().map(SeriesData::moment).toList(),
                series.counts());
    }

    private static Map<String, FigureData> figures(Series series) {
        Map<String, FigureData> figures = new LinkedHashMap<>();
        for (Metric metric : Metric.shown()) {
            series.value(metric)
                    .ifPresent(value ->
                            figures.put(metric.label(), new FigureData(value, series.text(metric, Units.TYPESET))));
        }
        return figures;
    }

    private static Map<String, PercentileCurve> spectra(Series series) {
        Map<String, PercentileCurve> spectra = new LinkedHashMap<>();
        for (Measure measure : List.of(Measure.RESPONSE, Measure.SERVICE, Measure.SEND_LAG)) {
            PercentileCurve spectrum = PercentileCurve.of(series.quantiles(measure));
            if (spectrum != null) {
                spectra.put(measure.label(), spectrum);
            }
        }
        return spectra;
    }

    private static List<Number> moment(TimelinePoint moment) {
        List<Number> row = new ArrayList<>();
        row.add(moment.startMs());
        row.add(moment.endMs() - moment.startMs());
        row.add(moment.block());
        row.add(moment.p50().map(Quantile::lowerNs).orElse(null));
        row.add(moment.p99().map(Quantile::lowerNs).orElse(null));
        row.add(moment.throughputPerSecond().map(Math::round).orElse(null));
        return row;
    }
}
