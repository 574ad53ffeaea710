package dev.wirebench.benchmark.tool;

import dev.wirebench.benchmark.process.InstalledPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** h2load 1: a closed loop of HTTP/1.1 over keep-alive connections; prints no percentiles. */
public record H2load() implements LoadTool {

    private static final Pattern PER_SECOND =
            Pattern.compile("^finished in [0-9.]+[a-z]+, ([0-9.]+) req/s", Pattern.MULTILINE);

    /** {@code failed} includes errors, time-outs, and any status other than 2xx or 3xx. */
    private static final Pattern REQUESTS =
            Pattern.compile("^requests: .* ([0-9]+) succeeded, ([0-9]+) failed,", Pattern.MULTILINE);

    @Override
    public String name() {
        return "h2load";
    }

    @Override
    public Optional<String> version() {
        return InstalledPrograms.debian("h2load", "nghttp2-client");
    }

    @Override
    public List<String> command(ToolLoad load) {
        if (load.isShort()) {
            throw new IllegalArgumentException("h2load cannot open a new connection for each message");
        }
        List<String> command = new ArrayList<>(List.of("h2load", "--h1", "--threads=1"));
        command.add("--clients=" + load.connections());
        command.add("--duration=" + load.seconds());
        load.post().ifPresent(post -> command.add("--data=" + post.body()));
        command.add(load.url().toString());
        return command;
    }

    @Override
    public ToolOutput parse(String output) {
        Matcher requests = REQUESTS.matcher(output);
        boolean isPrinted = requests.find();
        return new ToolOutput(
                new TreeMap<>(),
                ToolOutput.number(PER_SECOND, output),
                isPrinted ? OptionalLong.of(Long.parseLong(requests.group(1))) : OptionalLong.empty(),
                isPrinted ? Long.parseLong(requests.group(2)) : 0);
    }
}
