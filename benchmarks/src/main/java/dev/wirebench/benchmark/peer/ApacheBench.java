package dev.wirebench.benchmark.peer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** ab 2.3: a closed loop, in whole milliseconds. */
public record ApacheBench() implements Peer {

    /** The last of them is {@code 100%    800 (longest request)}. */
    private static final Pattern PERCENTILE =
            Pattern.compile("^ +([0-9]+)% +([0-9]+)(?: \\(longest request\\))?$", Pattern.MULTILINE);

    private static final Pattern PER_SECOND =
            Pattern.compile("^Requests per second: +([0-9.]+) \\[#/sec\\]", Pattern.MULTILINE);

    /** Without a number of its own it stops at 50,000 requests, however long it was to last. */
    private static final int REQUESTS_PER_INTENDED = 10;

    @Override
    public String name() {
        return "ab";
    }

    @Override
    public Optional<String> version() {
        return Installed.debian("ab", "apache2-utils");
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
        long intended = Math.round(question.load().ratePerSecond() * question.seconds());
        return List.of(
                "ab",
                "-q",
                "-k",
                "-c",
                Integer.toString(connections(question)),
                "-t",
                Long.toString(question.seconds()),
                "-n",
                Long.toString(REQUESTS_PER_INTENDED * intended),
                "-s",
                Long.toString(question.timeoutSeconds()),
                url.toString());
    }

    @Override
    public Printed parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), Double.valueOf(p.group(2))));
        return new Printed(ms, Printed.number(PER_SECOND, output));
    }
}
