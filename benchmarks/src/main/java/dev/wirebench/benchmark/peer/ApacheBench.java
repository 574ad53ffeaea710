package dev.wirebench.benchmark.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** ab 2.3: a closed loop of HTTP/1.0, in whole milliseconds. */
public record ApacheBench() implements Peer {

    /** The last of them is {@code 100%    800 (longest request)}. */
    private static final Pattern PERCENTILE =
            Pattern.compile("^ +([0-9]+)% +([0-9]+)(?: \\(longest request\\))?$", Pattern.MULTILINE);

    private static final Pattern PER_SECOND =
            Pattern.compile("^Requests per second: +([0-9.]+) \\[#/sec\\]", Pattern.MULTILINE);

    private static final Pattern COMPLETE = Pattern.compile("^Complete requests: +([0-9]+)$", Pattern.MULTILINE);
    private static final Pattern FAILED = Pattern.compile("^Failed requests: +([0-9]+)$", Pattern.MULTILINE);
    private static final Pattern BAD_STATUS = Pattern.compile("^Non-2xx responses: +([0-9]+)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "ab";
    }

    @Override
    public Optional<String> version() {
        return Installed.debian("ab", "apache2-utils");
    }

    @Override
    public List<String> command(Assignment assignment) {
        List<String> command = new ArrayList<>(List.of("ab", "-q"));
        if (!assignment.isShort()) {
            command.add("-k");
        }
        command.addAll(List.of("-c", Integer.toString(assignment.connections())));
        // Without -n, and behind -t, it stops at 50,000 requests, however long it was to last.
        command.addAll(List.of("-t", Long.toString(assignment.seconds())));
        command.addAll(List.of("-n", Long.toString(assignment.atMost())));
        command.addAll(List.of("-s", Long.toString(assignment.timeoutSeconds())));
        assignment
                .post()
                .ifPresent(post ->
                        command.addAll(List.of("-p", post.body().toString(), "-T", "application/octet-stream")));
        command.add(assignment.url().toString());
        return command;
    }

    @Override
    public Printed parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), Double.valueOf(p.group(2))));
        OptionalLong complete = Printed.count(COMPLETE, output);
        long failed = Printed.count(FAILED, output).orElse(0)
                + Printed.count(BAD_STATUS, output).orElse(0);
        OptionalLong answered = complete.isPresent()
                ? OptionalLong.of(Math.max(0, complete.getAsLong() - failed))
                : OptionalLong.empty();
        return new Printed(ms, Printed.number(PER_SECOND, output), answered, failed);
    }
}
