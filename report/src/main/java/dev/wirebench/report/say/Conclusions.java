package dev.wirebench.report.say;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Metric;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Scalar;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.report.read.BreakEven;
import dev.wirebench.report.read.Matrix;
import dev.wirebench.report.read.Run;
import dev.wirebench.report.read.Series;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.statistics.PairwiseTests;
import dev.wirebench.report.statistics.PairwiseTests.Pair;
import dev.wirebench.report.statistics.PairwiseTests.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the numbers under one load say, in plain sentences; {@link Caveats} has what they do not say. */
public final class Conclusions {

    private final Matrix matrix;
    private final Units units;

    private Conclusions(Matrix matrix, Units units) {
        this.matrix = matrix;
        this.units = units;
    }

    /**
     * The answer of a run: what a connection costs, and what the protocol on it does, under the first open load, or the first
     * of all; of the NIO generator where it has any.
     */
    public static List<String> answer(Run run, Units units) {
        Optional<Matrix> first = run.matrices().stream()
                .min(Comparator.<Matrix>comparingInt(matrix -> matrix.instrument() == Instrument.NIO ? 0 : 1)
                        .thenComparingInt(matrix -> matrix.isOpen() ? 0 : 1));
        if (first.isEmpty()) {
            return List.of("No cell was measured, so there is no answer.");
        }
        List<String> sentences = new Conclusions(first.get(), units).main();
        return run.record().verdict().isValid()
                ? sentences
                : List.of(
                        "There is no answer: the run is "
                                + run.record().verdict().validity()
                                + ", and what follows is what it measured, not what holds.",
                        sentences.get(0));
    }

    /** Of each load, what the NIO generator saw or, without it, Gatling. */
    public static List<String> of(Run run, Units units) {
        List<Matrix> shown = run.matrices().stream()
                .filter(matrix -> isFirstChoice(run, matrix))
                .toList();
        boolean isAnyOpen = shown.stream().anyMatch(Matrix::isOpen);
        List<String> sentences = new ArrayList<>();
        for (Matrix matrix : shown) {
            Conclusions findings = new Conclusions(matrix, units);
            sentences.addAll(findings.main());
            if (matrix.isOpen() || !isAnyOpen) {
                Stream.of(findings.opening(), findings.breakEven(run), findings.targetCpu())
                        .forEach(sentence -> sentence.ifPresent(sentences::add));
            }
        }
        run.swept().forEach(swept -> sentences.add(swept.sentence(units) + "."));
        return sentences;
    }

    private static boolean isFirstChoice(Run run, Matrix matrix) {
        return matrix.instrument() == Instrument.NIO
                || run.matrices().stream()
                        .noneMatch(m ->
                                m.instrument() == Instrument.NIO && m.load().equals(matrix.load()));
    }

    /** One or two sentences. */
    private List<String> main() {
        List<String> sentences =
                Stream.of(lifetimes(), protocols()).flatMap(Optional::stream).toList();
        return sentences.isEmpty() ? List.of(cells()) : sentences;
    }

    private Optional<String> lifetimes() {
        boolean isOpen = matrix.isOpen();
        Metric metric = matrix.asked();
        List<String> each = LifetimeComparison.of(matrix, metric).stream()
                .map(one -> units.ratio(isOpen ? one.ratio() : 1 / one.ratio()) + (isOpen ? " as long" : " as fast")
                        + " over " + one.protocol().label() + " ("
                        + units.of(metric.dimension(), isOpen ? one.ofShort() : one.ofLong()) + ", not "
                        + units.of(metric.dimension(), isOpen ? one.ofLong() : one.ofShort()) + ")")
                .toList();
        String before = isOpen
                ? "With a connection opened for every message instead of one kept, the median message " + when()
                        + " took "
                : "With connections kept instead of one opened for every message, answers " + when() + " came ";
        return sentence(before, Sentences.list(each));
    }

    private Optional<String> protocols() {
        List<String> parts = matrix.protocols().stream()
                .flatMap(protocol -> matrix.find(protocol, Cell.UNLIMITED).stream())
                .flatMap(series -> named(series, protocol(series)))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : sentence(
                        "On kept connections " + when()
                                + (matrix.isOpen() ? " the median message took " : " there were each second "),
                        Sentences.list(parts) + doubt());
    }

    /** Where neither a protocol nor a lifetime can be compared. */
    private String cells() {
        List<String> parts = matrix.cells().values().stream()
                .flatMap(series -> named(series, series.record().cell().name()))
                .toList();
        return sentence(
                        matrix.isOpen()
                                ? "The median message " + when() + " took "
                                : "Each second " + when() + " there were ",
                        Sentences.list(parts))
                .orElse("No message was answered often enough for a median.");
    }

    private Stream<String> named(Series series, String name) {
        return series.finite(matrix.asked()).isEmpty()
                ? Stream.empty()
                : Stream.of(
                        matrix.isOpen()
                                ? series.text(matrix.asked(), units) + " over " + name
                                : series.text(matrix.asked(), units).replace("/s", "") + " answers over " + name);
    }

    /** Which of the kept cells may differ by chance alone. */
    private String doubt() {
        List<Series> series = List.copyOf(matrix.cells().values());
        List<Pair> kept =
                PairwiseTests.of(series.stream()
                                .map(each -> each.blockValues(matrix.asked()))
                                .toList())
                        .pairs()
                        .stream()
                        .filter(pair -> isKept(series.get(pair.first())) && isKept(series.get(pair.second())))
                        .toList();
        List<String> alike = kept.stream()
                .filter(pair -> pair.result() == Result.NOT_SIGNIFICANT)
                .map(pair -> protocol(series.get(pair.first())) + " and " + protocol(series.get(pair.second())))
                .toList();
        if (!kept.isEmpty() && kept.stream().allMatch(pair -> pair.result() == Result.CANNOT_TELL)) {
            return "; there are too few blocks to rule out that these differ by chance";
        }
        return alike.isEmpty() ? "" : "; no significant difference between " + String.join(", nor between ", alike);
    }

    private static boolean isKept(Series series) {
        return series.record().cell().isLong();
    }

    private static String protocol(Series series) {
        return series.record().cell().protocol().label();
    }

    private String when() {
        return matrix.load() instanceof Load.Open open
                ? "at " + units.perSecond(open.ratePerSecond())
                : "over " + Units.connections(matrix.load().connections()) + " in a closed loop";
    }

    private Optional<String> targetCpu() {
        return sentence(
                "Under " + matrix.load().label() + " the target's processor time per message was: ", each(this::cpu));
    }

    private Optional<String> cpu(Protocol protocol) {
        String parts = Stream.of(cpu(protocol, Cell.UNLIMITED, " kept"), cpu(protocol, 1, " new"))
                .flatMap(Optional::stream)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return parts.isEmpty() ? Optional.empty() : Optional.of(protocol.label() + " " + parts);
    }

    private Optional<String> cpu(Protocol protocol, long messages, String lifetime) {
        return matrix.find(protocol, messages)
                .filter(series -> series.value(Scalar.TARGET_CPU).isPresent())
                .map(series -> series.text(Scalar.TARGET_CPU, units) + lifetime);
    }

    private Optional<String> opening() {
        return sentence(
                "Connecting took, at the median: ",
                each(protocol -> matrix.find(protocol, 1)
                        .filter(series -> series.at(Percentile.CONNECT_P50).isPresent())
                        .map(series -> protocol.label() + " " + series.text(Percentile.CONNECT_P50, units)
                                + (series.hasHandshake()
                                        ? " and a further " + series.text(Percentile.HANDSHAKE_P50, units)
                                                + " for the handshake"
                                        : ""))));
    }

    private Optional<String> breakEven(Run run) {
        Function<Optional<BreakEven>, String> text =
                each -> each.map(even -> even.text(units)).orElse("unknown");
        return sentence(
                "A kept connection costs no more than http-short: ",
                run.breakEvens(matrix).stream()
                        .filter(row -> row.time().isPresent() || row.bytes().isPresent())
                        .map(row -> row.longCell().record().cell().name() + " " + text.apply(row.time()) + " (time), "
                                + text.apply(row.bytes()) + " (bytes)")
                        .collect(Collectors.joining("; ")));
    }

    private String each(Function<Protocol, Optional<String>> part) {
        return matrix.protocols().stream()
                .flatMap(protocol -> part.apply(protocol).stream())
                .collect(Collectors.joining("; "));
    }

    /** Nothing where there is nothing to say. */
    private static Optional<String> sentence(String before, String parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(before + parts + ".");
    }
}
