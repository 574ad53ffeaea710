package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Instrument;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a run's numbers say, in plain sentences; {@link Limits} has what they do not say. */
public final class Findings {

    private final Units units;
    private final List<String> sentences = new ArrayList<>();

    private Findings(Units units) {
        this.units = units;
    }

    /** Of each load, what the NIO generator saw or, without it, Gatling. */
    public static List<String> of(Run run, Units units) {
        Findings findings = new Findings(units);
        for (Matrix matrix : run.matrices()) {
            if (isFirstChoice(run, matrix)) {
                findings.add(run, matrix);
            }
        }
        for (SweptCell swept : run.swept()) {
            findings.sentences.add(swept.sentence(units) + ".");
        }
        return findings.sentences;
    }

    private static boolean isFirstChoice(Run run, Matrix matrix) {
        return matrix.instrument() == Instrument.NIO
                || run.matrices().stream()
                        .noneMatch(m ->
                                m.instrument() == Instrument.NIO && m.load().equals(matrix.load()));
    }

    private void add(Run run, Matrix matrix) {
        if (matrix.load() instanceof Load.Open open) {
            String when = "At " + units.perSecond(open.ratePerSecond()) + ", ";
            lifetimes(matrix, when);
            protocols(matrix, when);
        } else {
            throughput(matrix);
        }
        if (matrix.isOpen() || run.matrices().stream().noneMatch(Matrix::isOpen)) {
            opening(matrix);
            breakEven(run, matrix);
            targetCpu(matrix);
        }
    }

    private void lifetimes(Matrix matrix, String when) {
        List<String> parts = each(matrix, protocol -> {
            Optional<Quantile> ofShort = median(matrix, protocol, 1);
            Optional<Quantile> ofLong = median(matrix, protocol, Cell.UNLIMITED);
            if (ofShort.isEmpty() || ofLong.isEmpty() || ofLong.get().lowerNs() == 0) {
                return Optional.empty();
            }
            double ratio = (double) ofShort.get().lowerNs() / ofLong.get().lowerNs();
            return Optional.of(units.ratio(ratio) + " as long for " + protocol.label() + " ("
                    + units.time(ofShort.get()) + " instead of " + units.time(ofLong.get()) + ")");
        });
        say(parts, when + "opening a connection for every message instead of keeping one makes the median ", ".");
    }

    private void protocols(Matrix matrix, String when) {
        List<String> parts = each(
                matrix,
                protocol -> matrix.find(protocol, Cell.UNLIMITED)
                        .filter(series -> series.at(Measure.RESPONSE, 50).isPresent())
                        .map(series -> protocol.label() + " " + Figure.RESPONSE_P50.text(series, units) + " and "
                                + Figure.RESPONSE_P99.text(series, units)));
        say(parts, when + "on kept connections the median and p99 were: ", ".");
    }

    private void throughput(Matrix matrix) {
        int connections = matrix.load().connections();
        say(
                lifetimes(matrix, Figure.THROUGHPUT),
                "As fast as answers come over " + connections + (connections == 1 ? " connection: " : " connections: "),
                ".");
    }

    private void targetCpu(Matrix matrix) {
        say(
                lifetimes(matrix, Figure.TARGET_CPU),
                "Under " + matrix.load().label() + " the target's processor time per message was: ",
                ".");
    }

    private List<String> lifetimes(Matrix matrix, Figure figure) {
        return each(matrix, protocol -> {
            List<String> parts = new ArrayList<>();
            matrix.find(protocol, Cell.UNLIMITED)
                    .filter(series -> figure.value(series).isPresent())
                    .ifPresent(series -> parts.add(figure.text(series, units) + " kept"));
            matrix.find(protocol, 1)
                    .filter(series -> figure.value(series).isPresent())
                    .ifPresent(series -> parts.add(figure.text(series, units) + " new"));
            return parts.isEmpty() ? Optional.empty() : Optional.of(protocol.label() + " " + String.join(", ", parts));
        });
    }

    private void opening(Matrix matrix) {
        List<String> parts = each(
                matrix,
                protocol -> matrix.find(protocol, 1)
                        .filter(series -> series.at(Measure.CONNECT, 50).isPresent())
                        .map(series -> {
                            String connect = protocol.label() + " " + Figure.CONNECT_P50.text(series, units);
                            return series.hasHandshake()
                                    ? connect + " and a further " + Figure.HANDSHAKE_P50.text(series, units)
                                            + " for the handshake"
                                    : connect;
                        }));
        say(parts, "Connecting took, at the median: ", ".");
    }

    private void breakEven(Run run, Matrix matrix) {
        List<String> parts = new ArrayList<>();
        for (BreakEven.Row row : run.breakEvens()) {
            boolean here = row.longCell().record().load().equals(matrix.load())
                    && row.longCell().record().instrument() == matrix.instrument();
            if (here && (row.time().isPresent() || row.bytes().isPresent())) {
                parts.add(row.longCell().record().cell().name() + " " + text(row.time()) + " (time), "
                        + text(row.bytes()) + " (bytes)");
            }
        }
        say(parts, "A kept connection costs no more than http-short: ", ".");
    }

    private String text(Optional<BreakEven> breakEven) {
        return breakEven.map(b -> b.text(units)).orElse("unknown");
    }

    private static Optional<Quantile> median(Matrix matrix, Protocol protocol, long messagesPerConnection) {
        return matrix.find(protocol, messagesPerConnection)
                .flatMap(series -> series.at(Measure.RESPONSE, 50))
                .filter(quantile -> quantile.upperNs() != Quantile.INFINITE);
    }

    private static List<String> each(Matrix matrix, Function<Protocol, Optional<String>> part) {
        return matrix.protocols().stream().flatMap(p -> part.apply(p).stream()).toList();
    }

    private void say(List<String> parts, String before, String after) {
        if (!parts.isEmpty()) {
            sentences.add(before + String.join("; ", parts) + after);
        }
    }
}
