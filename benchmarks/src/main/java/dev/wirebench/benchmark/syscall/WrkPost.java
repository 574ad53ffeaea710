package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.peer.Installed;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk 4, which speaks HTTP only: a script has it post, and ask for the connection to be closed. Immutable. */
public record WrkPost() implements Contender {

    private static final Pattern REQUESTS = Pattern.compile("^ *([0-9]+) requests in ", Pattern.MULTILINE);
    private static final Pattern FAILED = Pattern.compile("^ *(Socket errors|Non-2xx).*$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public String missing() {
        return Installed.isOnPath("wrk") ? "" : "wrk is not installed (Debian package wrk)";
    }

    @Override
    public boolean knows(Cell cell) {
        return cell.protocol() == Protocol.HTTP;
    }

    @Override
    public Traced trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
        Path script = Strace.with(output, ".lua");
        Files.writeString(script, script(load.cell()));
        String printed = Strace.run(
                List.of(
                        "wrk",
                        "--threads",
                        "1",
                        "--connections",
                        Integer.toString(load.connections()),
                        "--duration",
                        load.seconds() + "s",
                        "--script",
                        script.toString(),
                        target.http().url().toString()),
                output);
        return new Traced(requests(printed), Strace.counted(output));
    }

    private static String script(Cell cell) {
        return "wrk.method = \"POST\"\nwrk.body = string.rep(\"a\", " + ClosedLoad.PAYLOAD_BYTES + ")\n"
                + (cell.isShort() ? "wrk.headers[\"Connection\"] = \"close\"\n" : "");
    }

    static long requests(String printed) throws IOException {
        Matcher failed = FAILED.matcher(printed);
        if (failed.find()) {
            throw new IOException("wrk: " + failed.group().strip());
        }
        Matcher requests = REQUESTS.matcher(printed);
        if (!requests.find()) {
            throw new IOException("wrk printed no number of requests: " + printed);
        }
        return Long.parseLong(requests.group(1));
    }
}
