package dev.wirebench.benchmark.tool;

import dev.wirebench.benchmark.process.InstalledPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** hey 0.1: each worker keeps its own rate, or falls behind. */
public record Hey() implements LoadTool {

    private static final Pattern PERCENTILE = Pattern.compile("^ +([0-9.]+)%+ in ([0-9.]+) secs$", Pattern.MULTILINE);
    private static final Pattern MAX = Pattern.compile("^ +Slowest:\\s+([0-9.]+) secs$", Pattern.MULTILINE);
    private static final Pattern PER_SECOND = Pattern.compile("^ +Requests/sec:\\s+([0-9.]+)$", Pattern.MULTILINE);
    private static final String STATUSES = "Status code distribution:";

    private static final Pattern RESPONSES =
            Pattern.compile("^ +\\[([0-9]+)\\]\\s+([0-9]+) responses$", Pattern.MULTILINE);

    private static final Pattern ERRORS =
            Pattern.compile("^ +\\[([0-9]+)\\]\\s++(?![0-9]+ responses$)", Pattern.MULTILINE);

    @Override
    public String name() {
        return "hey";
    }

    @Override
    public Optional<String> version() {
        return InstalledPrograms.debian("hey", "hey");
    }

    @Override
    public boolean supportsRate() {
        return true;
    }

    @Override
    public String loadModel() {
        return "-q, for each worker";
    }

    @Override
    public List<String> command(ToolLoad load) {
        int workers = load.connections();
        List<String> command = new ArrayList<>(List.of("hey", "-z", load.seconds() + "s"));
        command.addAll(List.of("-c", Integer.toString(workers)));
        load.ratePerSecond()
                .ifPresent(perSecond -> command.addAll(List.of("-q", Double.toString(perSecond / workers))));
        command.addAll(List.of("-t", Long.toString(load.timeoutSeconds())));
        load.post()
                .ifPresent(post -> command.addAll(
                        // One processor, because the other tools that POST have one thread.
                        List.of("-cpus", "1", "-m", "POST", "-D", post.body().toString())));
        if (load.isShort()) {
            command.add("-disable-keepalive");
        }
        command.add(load.url().toString());
        return command;
    }

    @Override
    public ToolOutput parse(String output) {
        TreeMap<Double, Double> ms = new TreeMap<>();
        PERCENTILE
                .matcher(output)
                .results()
                .forEach(p -> ms.put(Double.valueOf(p.group(1)), Double.parseDouble(p.group(2)) * 1e3));
        ToolOutput.number(MAX, output).ifPresent(seconds -> ms.put(100.0, seconds * 1e3));
        long all = responses(output, status -> true);
        long good = responses(output, status -> status.startsWith("2"));
        long errors = ERRORS.matcher(output)
                .results()
                .mapToLong(error -> Long.parseLong(error.group(1)))
                .sum();
        OptionalLong answered = output.contains(STATUSES) ? OptionalLong.of(good) : OptionalLong.empty();
        return new ToolOutput(ms, ToolOutput.number(PER_SECOND, output), answered, all - good + errors);
    }

    private static long responses(String output, Predicate<String> isCounted) {
        return RESPONSES
                .matcher(output)
                .results()
                .filter(responses -> isCounted.test(responses.group(1)))
                .mapToLong(responses -> Long.parseLong(responses.group(2)))
                .sum();
    }
}
