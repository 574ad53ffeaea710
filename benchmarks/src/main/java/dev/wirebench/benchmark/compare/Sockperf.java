package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Installed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sockperf 3.7: one message after the other on one connection, spinning. Immutable. */
record Sockperf(Bench bench) {

    private static final Pattern PERCENTILE = Pattern.compile("percentile ([0-9.]+) = +([0-9.]+)$", Pattern.MULTILINE);

    /** Of its whole run; the percentiles are of its middle part. */
    private static final Pattern TOTAL =
            Pattern.compile("\\[Total Run\\] RunTime=([0-9.]+) sec; .*SentMessages=[0-9]+; ReceivedMessages=([0-9]+)");

    private static final Pattern DROPPED = Pattern.compile("# dropped messages = ([0-9]+)");

    static Optional<String> version() {
        return Installed.debian("sockperf", "sockperf");
    }

    Client pingPong() {
        return (target, printed) -> {
            URI url = target.raw().url();
            Bench.Spent spent = bench.generate(
                    List.of(
                            "sockperf",
                            "ping-pong",
                            "--tcp",
                            "--nonblocked",
                            "--full-rtt",
                            "-m",
                            Integer.toString(Bench.PAYLOAD_BYTES),
                            "-i",
                            url.getHost(),
                            "-p",
                            Integer.toString(url.getPort()),
                            "-t",
                            Long.toString(bench.seconds())),
                    printed);
            return figures(spent);
        };
    }

    /** Its processor time is of its whole life, as of the other tools. */
    static Figures figures(Bench.Spent spent) throws IOException {
        String out = spent.execution().out();
        Matcher total = TOTAL.matcher(out);
        Matcher dropped = DROPPED.matcher(out);
        if (!total.find() || !dropped.find()) {
            throw new IOException("printed no count of messages");
        }
        return new Figures(
                Long.parseLong(total.group(2)),
                Long.parseLong(dropped.group(1)),
                Math.round(Double.parseDouble(total.group(1)) * 1e9),
                spent.userNs(),
                spent.systemNs(),
                ns(out, 50),
                ns(out, 90),
                ns(out, 99),
                ns(out, 99.9));
    }

    private static Long ns(String out, double percentile) {
        return PERCENTILE
                .matcher(out)
                .results()
                .filter(line -> Double.parseDouble(line.group(1)) == percentile)
                .map(line -> Math.round(Double.parseDouble(line.group(2)) * 1e3))
                .findFirst()
                .orElse(null);
    }
}
