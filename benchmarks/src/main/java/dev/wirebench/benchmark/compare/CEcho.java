package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.CpuPinning;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The echo server in C, started anew for each trial, so that a spinning one takes no CPU time from others. */
record CEcho(TrialContext context, List<String> flags) implements LoadTarget {

    private static final String READY = "listening ";

    static Path program() {
        return BenchmarkMain.output().resolve("c/echo");
    }

    @Override
    public Listening open() throws IOException {
        List<String> command = CpuPinning.join(List.of(program().toString(), "--port", "0"), flags);
        Process process = context.children()
                .start(new ProcessBuilder(CpuPinning.join(context.pinning().target(), command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null || !line.startsWith(READY)) {
            ChildProcesses.end(process);
            throw new IOException("the C echo did not listen, it printed " + line);
        }
        URI url = URI.create("tcp://127.0.0.1:" + line.substring(READY.length()).strip());
        Target target = Target.of(new RawService(url));
        return new Listening(target, process.pid(), () -> ChildProcesses.end(process));
    }
}
