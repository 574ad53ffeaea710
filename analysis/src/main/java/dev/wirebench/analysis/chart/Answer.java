package dev.wirebench.analysis.chart;

import dev.wirebench.analysis.Figure;
import dev.wirebench.analysis.Matrix;
import dev.wirebench.analysis.Run;
import dev.wirebench.analysis.Series;
import dev.wirebench.analysis.Units;
import dev.wirebench.analysis.gate.Separations.Pair;
import dev.wirebench.analysis.gate.Separations.Result;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a run answers, in two sentences: what a connection costs, and what the protocol on it does. */
final class Answer {

    private final Matrix matrix;
    private final Units units;

    private Answer(Matrix matrix, Units units) {
        this.matrix = matrix;
        this.units = units;
    }

    /** Of the first open load, or the first of all; of the NIO generator where it has any. */
    static List<String> of(Run run, Units units) {
        Optional<Matrix> first = run.matrices().stream()
                .min(Comparator.<Matrix>comparingInt(matrix -> matrix.instrument() == Instrument.NIO ? 0 : 1)
                        .thenComparingInt(matrix -> matrix.isOpen() ? 0 : 1));
        if (first.isEmpty()) {
            return List.of("No cell was measured, so there is no answer.");
        }
        Answer answer = new Answer(first.get(), units);
        List<String> sentences = new ArrayList<>();
        if (!run.record().verdict().isValid()) {
            sentences.add("There is no answer: the run is "
                    + run.record().verdict().validity() + ", and what follows is what it measured, not what holds.");
            sentences.add(answer.lifetimes().or(answer::protocols).orElseGet(answer::cells));
            return sentences;
        }
        answer.lifetimes().ifPresent(sentences::add);
        answer.protocols().ifPresent(sentences::add);
        return sentences.isEmpty() ? List.of(answer.cells()) : sentences;
    }

    private Optional<String> lifetimes() {
        boolean isOpen = matrix.isOpen();
        List<Lifetimes> both = Lifetimes.of(matrix, this::number);
        if (both.isEmpty()) {
            return Optional.empty();
        }
        String each = list(both.stream()
                .map(one -> units.ratio(isOpen ? one.ratio() : 1 / one.ratio()) + (isOpen ? " as long" : " as fast")
                        + " over " + one.protocol().label() + " (" + text(isOpen ? one.ofShort() : one.ofLong())
                        + ", not " + text(isOpen ? one.ofLong() : one.ofShort()) + ")")
                .toList());
        return Optional.of(
                isOpen
                        ? "With a connection opened for every message instead of one kept, the median message " + when()
                                + " took " + each + "."
                        : "With connections kept instead of one opened for every message, answers " + when() + " came "
                                + each + ".");
    }

    private Optional<String> protocols() {
        List<String> parts = matrix.protocols().stream()
                .flatMap(protocol -> matrix.find(protocol, Cell.UNLIMITED).stream())
                .flatMap(series ->
                        named(series, series.record().cell().protocol().label()))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("On kept connections "
                        + (matrix.isOpen() ? "the median message took " : "each second there were ")
                        + list(parts) + doubt() + ".");
    }

    /** Where neither a protocol nor a lifetime can be compared. */
    private String cells() {
        List<String> parts = matrix.cells().values().stream()
                .flatMap(series -> named(series, series.record().cell().name()))
                .toList();
        return parts.isEmpty()
                ? "No message was answered often enough for a median."
                : (matrix.isOpen()
                                ? "The median message " + when() + " took "
                                : "Each second " + when() + " there were ")
                        + list(parts) + ".";
    }

    private Stream<String> named(Series series, String name) {
        OptionalDouble number = number(series);
        if (number.isEmpty()) {
            return Stream.empty();
        }
        String text = matrix.isOpen()
                ? text(number.getAsDouble())
                : Figure.THROUGHPUT.text(series, units).replace("/s", "");
        return Stream.of(text + (matrix.isOpen() ? " over " : " answers over ") + name);
    }

    /** Which of the kept cells may differ by chance alone. */
    private String doubt() {
        List<Series> series = List.copyOf(matrix.cells().values());
        List<Pair> kept = SpreadData.separations(matrix).pairs().stream()
                .filter(pair -> isKept(series.get(pair.first())) && isKept(series.get(pair.second())))
                .toList();
        List<String> alike = kept.stream()
                .filter(pair -> pair.result() == Result.NOT_SIGNIFICANT)
                .map(pair -> label(series.get(pair.first())) + " and " + label(series.get(pair.second())))
                .toList();
        if (!kept.isEmpty() && kept.stream().allMatch(pair -> pair.result() == Result.CANNOT_TELL)) {
            return "; there are too few blocks to rule out that these differ by chance";
        }
        return alike.isEmpty() ? "" : "; no significant difference between " + String.join(", nor between ", alike);
    }

    private static boolean isKept(Series series) {
        return series.record().cell().isLong();
    }

    private static String label(Series series) {
        return series.record().cell().protocol().label();
    }

    private String when() {
        return matrix.load() instanceof Load.Open open
                ? "at " + units.perSecond(open.ratePerSecond())
                : "over " + matrix.load().connections() + " connections in a closed loop";
    }

    private OptionalDouble number(Series series) {
        return matrix.isOpen() ? Lifetimes.median(series, Measure.RESPONSE) : series.throughputPerSecond();
    }

    private String text(double number) {
        return matrix.isOpen() ? units.time(number) : units.perSecond(number);
    }

    /** {@code a, b and c}. */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
