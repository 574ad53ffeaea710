package dev.wirebench.benchmark.peer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** hey 0.1: each of its workers keeps a rate, or falls behind. */
public record Hey() implements Peer {

    private static final Pattern PERCENTILE = Pattern.compile("^ +([0-9.]+)%+ in ([0-9.]+) secs$", Pattern.MULTILINE);
    private static final Pattern MAX = Pattern.compile("^ +Slowest:\\s+([0-9.]+) secs$", Pattern.MULTILINE);
    private static final Pattern PER_SECOND = Pattern.compile("^ +Requests/sec:\\s+([0-9.]+)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "hey";
    }

    @Override
    public Optional<String> version() {
        return Installed.debian("hey", "hey");
    }

    @Override
    public boolean hasRate() {
        return true;
    }

    @Override
    public String rate() {
        return "-q, for each worker";
    }

    @Override
    public List<String> command(Question question, URI url) {
        int workers = connections(question);
        return List.of(
                "hey",
                "-z",
                question.seconds() + "s",
                "-c",
                Integer.toString(workers),
                "-q",
                Double.toString(question.load().ratePerSecond() / workers),
                "-t",
                Long.toString(question.timeoutSeconds()),
                url.toString());
    }

    @Override
    public Printed parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), Double.parseDouble(p.group(2)) * 1e3));
        Printed.number(MAX, output).ifPresent(seconds -> ms.put(100.0, seconds * 1e3));
        return new Printed(ms, Printed.number(PER_SECOND, output));
    }
}
