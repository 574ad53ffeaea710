package dev.wirebench.benchmark.tool;

import dev.wirebench.benchmark.process.InstalledPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** ab 2.3: a closed loop of HTTP/1.0; percentiles in whole milliseconds. */
public record ApacheBench() implements LoadTool {

    /** The last line is {@code 100%    800 (longest request)}. */
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
        return InstalledPrograms.debian("ab", "apache2-utils");
    }

    @Override
    public List<String> command(ToolLoad load) {
        List<String> command = new ArrayList<>(List.of("ab", "-q"));
        if (!load.isShort()) {
            command.add("-k");
        }
        command.addAll(List.of("-c", Integer.toString(load.connections())));
        // Without an -n after -t, ab stops at 50,000 requests.
        command.addAll(List.of("-t", Long.toString(load.seconds())));
        command.addAll(List.of("-n", Long.toString(load.maxMessages())));
        command.addAll(List.of("-s", Long.toString(load.timeoutSeconds())));
        load.post()
                .ifPresent(post ->
                        command.addAll(List.of("-p", post.body().toString(), "-T", "application/octet-stream")));
        command.add(load.url().toString());
        return command;
    }

    @Override
    public ToolOutput parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), Double.valueOf(p.group(2))));
        OptionalLong complete = ToolOutput.count(COMPLETE, output);
        long failed = ToolOutput.count(FAILED, output).orElse(0)
                + ToolOutput.count(BAD_STATUS, output).orElse(0);
        OptionalLong answered = complete.isPresent()
                ? OptionalLong.of(Math.max(0, complete.getAsLong() - failed))
                : OptionalLong.empty();
        return new ToolOutput(ms, ToolOutput.number(PER_SECOND, output), answered, failed);
    }
}
