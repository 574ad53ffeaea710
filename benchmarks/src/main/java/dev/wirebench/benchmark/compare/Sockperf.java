package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.process.InstalledPrograms;
import dev.wirebench.benchmark.tool.TrialResult;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sockperf 3.7: ping-pong on one connection, spinning. */
final class Sockperf {

    private static final Pattern PERCENTILE = Pattern.compile("percentile ([0-9.]+) = +([0-9.]+)$", Pattern.MULTILINE);

    /** Counts cover the whole run, percentiles only its middle part. */
    private static final Pattern TOTAL =
            Pattern.compile("\\[Total Run\\] RunTime=([0-9.]+) sec; .*SentMessages=[0-9]+; ReceivedMessages=([0-9]+)");

    private static final Pattern DROPPED = Pattern.compile("# dropped messages = ([0-9]+)");

    private Sockperf() {}

    static Optional<String> version() {
        return InstalledPrograms.debian("sockperf", "sockperf");
    }

    static List<String> command(URI raw, long seconds) {
        String options = "sockperf ping-pong --tcp --nonblocked --full-rtt -m " + TrialContext.PAYLOAD_BYTES + " -i "
                + raw.getHost() + " -p " + raw.getPort() + " -t " + seconds;
        return List.of(options.split(" "));
    }

    /** CPU time is that of the whole process, as with the other tools. */
    static TrialResult result(TrialContext.ClientRun run) throws IOException {
        String out = run.process().out();
        Matcher total = TOTAL.matcher(out);
        Matcher dropped = DROPPED.matcher(out);
        if (!total.find() || !dropped.find()) {
            throw new IOException("printed no message count");
        }
        return new TrialResult(
                Long.parseLong(total.group(2)),
                Long.parseLong(dropped.group(1)),
                Math.round(Double.parseDouble(total.group(1)) * 1e9),
                run.userNs(),
                run.systemNs(),
                TrialResult.percentiles(percentile -> ns(out, percentile)));
    }

    private static OptionalLong ns(String out, double percentile) {
        return PERCENTILE
                .matcher(out)
                .results()
                .filter(line -> Double.parseDouble(line.group(1)) == percentile)
                .mapToLong(line -> Math.round(Double.parseDouble(line.group(2)) * 1e3))
                .findFirst();
    }
}
