package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Children;
import dev.wirebench.model.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The bare echo in C, one process for each trial: so a spinning one takes no processor from others. */
record Echo(Bench bench, Path program, List<String> flags) implements Server {

    private static final String READY = "listening ";

    Echo {
        flags = List.copyOf(flags);
    }

    Echo with(String... otherFlags) {
        return new Echo(bench, program, List.of(otherFlags));
    }

    @Override
    public Listening open() throws IOException {
        List<String> command = Pinning.join(List.of(program.toString(), "--port", "0"), flags);
        Process process = bench.children()
                .start(new ProcessBuilder(Pinning.join(bench.pinning().target(), command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.startsWith(READY)) {
            Children.end(process);
            throw new IOException("the echo did not listen, it printed " + line);
        }
        URI url = URI.create("tcp://127.0.0.1:" + line.substring(READY.length()).strip());
        return new Running(process, new Target(null, null, new Target.Raw(url, null, null, null)));
    }
}
