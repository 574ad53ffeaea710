package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.process.InstalledPrograms;
import dev.wirebench.benchmark.tool.CClient;
import dev.wirebench.benchmark.tool.PostBody;
import dev.wirebench.benchmark.tool.ToolLoad;
import dev.wirebench.benchmark.tool.ToolOutput;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.benchmark.tool.Wrk;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A load generator whose system calls are counted. Confined to one thread. */
enum TracedClient {
    /** This process, so whatever else its JVM does is counted too. */
    WIREBENCH("Wirebench") {
        /** Untraced, so that the JIT compilers have finished. */
        private static final Phases WARM_UP = new Phases(0, 1);

        @Override
        String missing() {
            return "";
        }

        @Override
        boolean supports(Cell cell) {
            return true;
        }

        @Override
        TraceResult trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
            run(target, load, WARM_UP);
            try (Strace strace = Strace.attachToSelf(output)) {
                Counts counts = run(target, load, new Phases(0, load.seconds()));
                return new TraceResult(counts.answered(), strace.detach());
            }
        }

        /** Without a warm-up, so that all messages count. */
        private static Counts run(Target target, ClosedLoad load, Phases phases) throws IOException {
            BlockSpec spec = BlockSpec.builder(target, load.cell(), new Load.Closed(load.connections()), phases)
                    .payloadBytes(ClosedLoad.PAYLOAD_BYTES)
                    .build();
            Counts counts = new LoadGenerator(Clock.SYSTEM)
                    .run(spec, LoadGenerator.Observer.NONE)
                    .block()
                    .counts();
            if (counts.answered() != counts.intended()) {
                throw new IOException("not every message was answered: " + counts);
            }
            return counts;
        }
    },
    WRK("wrk") {
        @Override
        String missing() {
            return InstalledPrograms.isOnPath("wrk") ? "" : "wrk is not installed (Debian package wrk)";
        }

        @Override
        boolean supports(Cell cell) {
            return cell.protocol() == Protocol.HTTP;
        }

        @Override
        TraceResult trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
            PostBody post = PostBody.write(output.getParent(), ClosedLoad.PAYLOAD_BYTES);
            ToolLoad kept =
                    ToolLoad.closed(target.service(Protocol.HTTP).url(), post, load.connections(), load.seconds());
            Wrk wrk = new Wrk();
            ToolOutput printed = wrk.parse(
                    Strace.run(wrk.command(load.cell().isShort() ? kept.withShortConnections() : kept), output));
            return result(printed.answered().orElse(0), printed.failed(), output);
        }
    },
    C("C client") {
        @Override
        String missing() {
            return Files.isExecutable(CClient.program())
                    ? ""
                    : "the C client is not built (benchmarks/c/build, needs gcc)";
        }

        @Override
        boolean supports(Cell cell) {
            return cell.isShort() || cell.isLong();
        }

        @Override
        TraceResult trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
            List<String> command =
                    CClient.command(target, load.cell(), load.connections(), ClosedLoad.PAYLOAD_BYTES, load.seconds());
            TrialResult result = TrialResult.parse(Strace.run(command, output));
            return result(result.answered(), result.failed(), output);
        }
    };

    private final String label;

    TracedClient(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** What has to be installed or built first; empty if nothing is missing. */
    abstract String missing();

    abstract boolean supports(Cell cell);

    /**
     * Puts a closed load on the target, and counts the calls of the whole process.
     *
     * @param output path without extension, for the output of strace and the client
     * @throws IOException if the client failed
     */
    abstract TraceResult trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException;

    private static TraceResult result(long answered, long failed, Path output) throws IOException {
        if (failed > 0) {
            throw new IOException(failed + " messages failed");
        }
        return new TraceResult(answered, Strace.counts(output));
    }
}
