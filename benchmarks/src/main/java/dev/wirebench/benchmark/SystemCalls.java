package dev.wirebench.benchmark;

import dev.wirebench.benchmark.peer.Installed;
import dev.wirebench.benchmark.syscall.BareClient;
import dev.wirebench.benchmark.syscall.CallsTable;
import dev.wirebench.benchmark.syscall.ClosedLoad;
import dev.wirebench.benchmark.syscall.Contender;
import dev.wirebench.benchmark.syscall.OwnGenerator;
import dev.wirebench.benchmark.syscall.WrkPost;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the system calls per message of Wirebench, wrk and a bare C client. Run by {@code benchmarks/syscalls}. */
@Command(
        name = "syscalls",
        description = "Counts system calls per message under closed loads, as strace sees them.",
        mixinStandardHelpOptions = true)
public final class SystemCalls implements Callable<Integer> {

    private final Path benchmarks = Path.of(System.getProperty("wirebench.home"), "benchmarks/target");

    @Option(names = "--http", required = true, paramLabel = "URL", description = "An echo of what is posted.")
    private URI http;

    @Option(names = "--websocket", required = true, paramLabel = "URL", description = "A WebSocket echo.")
    private URI websocket;

    @Option(names = "--raw", required = true, paramLabel = "URL", description = "A raw-socket echo.")
    private URI raw;

    @Option(names = "--cells", split = ",", paramLabel = "CELL", description = "Some cells instead of the six.")
    private List<String> cells = Cell.MATRIX.stream().map(Cell::name).toList();

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Loads, one after the other (default: 64,1).")
    private List<Integer> connections = List.of(64, 1);

    @Option(names = "--seconds", paramLabel = "N", description = "Of each load (default: ${DEFAULT-VALUE}).")
    private int seconds = 2;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SystemCalls())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("syscalls: " + (e instanceof RuntimeException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Installed.isOnPath("strace")) {
            throw new IllegalStateException("strace is not installed (Debian package strace)");
        }
        Target target = new Target(
                new Target.Http(http, null, null, null, null, null),
                new Target.WebSocket(websocket, null, null, null, null, null),
                new Target.Raw(raw, null, null, null));
        List<Contender> contenders = installed();
        Path outputs = Files.createDirectories(benchmarks.resolve("syscalls"));
        CallsTable table = new CallsTable();
        for (String cell : cells) {
            for (int count : connections) {
                ClosedLoad load = new ClosedLoad(Cell.parse(cell), count, seconds);
                for (Contender contender : contenders) {
                    if (contender.knows(load.cell())) {
                        trace(contender, target, load, outputs, table);
                    }
                }
            }
        }
        System.out.print(table.toMarkdown());
        return 0;
    }

    private List<Contender> installed() {
        List<Contender> installed = new ArrayList<>();
        for (Contender contender :
                List.of(new OwnGenerator(), new WrkPost(), new BareClient(benchmarks.resolve("c/client")))) {
            if (contender.missing().isEmpty()) {
                installed.add(contender);
            } else {
                System.err.println("left out: " + contender.missing());
            }
        }
        return installed;
    }

    /** Another tool's failure is a row that says so; our own ends all. */
    private static void trace(Contender contender, Target target, ClosedLoad load, Path outputs, CallsTable table)
            throws IOException, InterruptedException {
        String name = load.cell().name() + "-" + load.connections() + "-"
                + contender.name().replace(' ', '-');
        System.err.println(name);
        try {
            table.add(load, contender.name(), contender.trace(target, load, outputs.resolve(name)));
        } catch (IOException e) {
            if (contender instanceof OwnGenerator) {
                throw e;
            }
            table.addFailure(load, contender.name(), e.getMessage());
        }
    }
}
