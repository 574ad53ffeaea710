package dev.wirebench.benchmark.tool;

import dev.wirebench.benchmark.process.InstalledPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** wrk 4: a closed loop. */
public record Wrk() implements LoadTool {

    /** Such as {@code 1.04ms}. */
    private static final String TIME = "([0-9.]+)(us|ms|s|m|h)";

    /** {@code Latency}, then average, standard deviation, maximum. */
    private static final Pattern MAX = Pattern.compile("^ +Latency +\\S+ +\\S+ +" + TIME + " ", Pattern.MULTILINE);

    private static final Pattern PERCENTILE = Pattern.compile("^ +([0-9.]+)% +" + TIME + "$", Pattern.MULTILINE);
    private static final Pattern PER_SECOND = Pattern.compile("^Requests/sec: +([0-9.]+)$", Pattern.MULTILINE);

    /** Includes responses of any status. */
    private static final Pattern REQUESTS = Pattern.compile("^ +([0-9]+) requests in ", Pattern.MULTILINE);

    private static final Pattern BAD_STATUS =
            Pattern.compile("^ +Non-2xx or 3xx responses: ([0-9]+)$", Pattern.MULTILINE);

    private static final Pattern SOCKET_ERRORS = Pattern.compile(
            "^ +Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Optional<String> version() {
        return InstalledPrograms.debian("wrk", "wrk");
    }

    @Override
    public List<String> command(ToolLoad load) {
        List<String> command = new ArrayList<>(List.of("wrk", "--threads", "1"));
        command.addAll(List.of("--connections", Integer.toString(load.connections())));
        command.addAll(List.of("--duration", load.seconds() + "s"));
        command.addAll(List.of("--timeout", load.timeoutSeconds() + "s"));
        load.post()
                .ifPresent(post ->
                        command.addAll(List.of("--script", post.wrkScript().toString())));
        if (load.isShort()) {
            command.addAll(List.of("--header", "Connection: close"));
        }
        command.addAll(List.of("--latency", load.url().toString()));
        return command;
    }

    @Override
    public ToolOutput parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), ms(p.group(2), p.group(3))));
        MAX.matcher(output).results().forEach(max -> ms.put(100.0, ms(max.group(1), max.group(2))));
        OptionalLong requests = ToolOutput.count(REQUESTS, output);
        long badStatus = ToolOutput.count(BAD_STATUS, output).orElse(0);
        OptionalLong answered =
                requests.isPresent() ? OptionalLong.of(requests.getAsLong() - badStatus) : OptionalLong.empty();
        return new ToolOutput(ms, ToolOutput.number(PER_SECOND, output), answered, badStatus + socketErrors(output));
    }

    private static long socketErrors(String output) {
        return SOCKET_ERRORS
                .matcher(output)
                .results()
                .flatMapToLong(errors -> IntStream.rangeClosed(1, errors.groupCount())
                        .mapToLong(kind -> Long.parseLong(errors.group(kind))))
                .sum();
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
