package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.CClient;
import dev.wirebench.benchmark.tool.LoadTool;
import dev.wirebench.benchmark.tool.PostBody;
import dev.wirebench.benchmark.tool.ToolLoad;
import dev.wirebench.benchmark.tool.ToolOutput;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** All load generators. Confined to one thread. */
final class Clients implements AutoCloseable {

    private final TrialContext context;
    private final PostBody post;
    private final GeneratorProcess own;

    Clients(TrialContext context) throws IOException {
        this.context = context;
        this.post = PostBody.write(context.directory(), TrialContext.PAYLOAD_BYTES);
        this.own = new GeneratorProcess(context);
    }

    LoadClient own(Cell cell, Load load, IdleStrategy strategy) {
        return own.client(cell, load, strategy);
    }

    /** The C client, which reports its own CPU time. */
    LoadClient c(Cell cell, int connections, String... flags) {
        return (target, output) -> TrialResult.parse(context.run(
                        CClient.command(
                                target, cell, connections, TrialContext.PAYLOAD_BYTES, context.seconds(), flags),
                        output)
                .process()
                .out());
    }

    /**
     * Another tool for HTTP.
     *
     * @param change changes a closed loop over keep-alive connections
     */
    LoadClient tool(String name, int connections, UnaryOperator<ToolLoad> change) {
        LoadTool tool = InstalledTools.tool(name);
        return (target, output) -> {
            URI url = target.service(Protocol.HTTP).url();
            ToolLoad load = change.apply(ToolLoad.closed(url, post, connections, context.seconds()));
            TrialContext.ClientRun run = context.run(tool.command(load), output);
            return result(tool.parse(run.process().out()), run);
        };
    }

    static TrialResult result(ToolOutput printed, TrialContext.ClientRun run) throws IOException {
        long answered = printed.answered().orElseThrow(() -> new IOException("printed no message count"));
        double perSecond = printed.perSecond().orElseThrow(() -> new IOException("printed no messages per second"));
        if (answered <= 0 || !(perSecond > 0)) {
            throw new IOException("no message was answered, " + printed.failed() + " failed");
        }
        return new TrialResult(
                answered,
                printed.failed(),
                Math.round(answered / perSecond * 1e9),
                run.userNs(),
                run.systemNs(),
                TrialResult.percentiles(percentile -> {
                    Double ms = printed.msByPercentile().get(percentile);
                    return ms == null ? OptionalLong.empty() : OptionalLong.of(Math.round(ms * 1e6));
                }));
    }

    LoadClient sockperf() {
        return (target, output) -> {
            List<String> command = Sockperf.command(target.service(Protocol.RAW).url(), context.seconds());
            return Sockperf.result(context.run(command, output));
        };
    }

    @Override
    public void close() {
        own.close();
    }
}
