package dev.wirebench.benchmark.peer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** wrk 4: a closed loop. */
public record Wrk() implements Peer {

    /** {@code 1.04ms} and the like. */
    private static final String TIME = "([0-9.]+)(us|ms|s|m|h)";

    /** {@code Latency}, then average, standard deviation, largest. */
    private static final Pattern MAX = Pattern.compile("^ +Latency +\\S+ +\\S+ +" + TIME + " ", Pattern.MULTILINE);

    private static final Pattern PERCENTILE = Pattern.compile("^ +([0-9.]+)% +" + TIME + "$", Pattern.MULTILINE);
    private static final Pattern PER_SECOND = Pattern.compile("^Requests/sec: +([0-9.]+)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Optional<String> version() {
        return Installed.debian("wrk", "wrk");
    }

    @Override
    public boolean hasRate() {
        return false;
    }

    @Override
    public String rate() {
        return "closed loop: no rate";
    }

    @Override
    public List<String> command(Question question, URI url) {
        return List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections(question)),
                "--duration",
                question.seconds() + "s",
                "--timeout",
                question.timeoutSeconds() + "s",
                "--latency",
                url.toString());
    }

    @Override
    public Printed parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), ms(p.group(2), p.group(3))));
        MAX.matcher(output).results().forEach(max -> ms.put(100.0, ms(max.group(1), max.group(2))));
        return new Printed(ms, Printed.number(PER_SECOND, output));
    }

    private static double ms(String number, String unit) {
        double value = Double.parseDouble(number);
        return switch (unit) {
            case "us" -> value / 1e3;
            case "ms" -> value;
            case "s" -> value * 1e3;
            case "m" -> value * 60e3;
            default -> value * 3600e3;
        };
    }
}
