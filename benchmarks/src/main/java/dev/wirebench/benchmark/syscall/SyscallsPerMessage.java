package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.BenchmarkMain;
import dev.wirebench.benchmark.TargetServer;
import dev.wirebench.benchmark.process.ChildProcesses;
import dev.wirebench.benchmark.process.InstalledPrograms;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the system calls per message of Wirebench, wrk and a C client. Started by {@code benchmarks/syscalls}. */
@Command(
        name = "syscalls",
        description = "Counts system calls per message under closed loads, with strace.",
        mixinStandardHelpOptions = true)
public final class SyscallsPerMessage implements Callable<Integer> {

    @Option(names = "--cells", split = ",", paramLabel = "CELL", description = "Cells (default: the six).")
    private List<String> cells = Cell.MATRIX.stream().map(Cell::name).toList();

    @Option(names = "--connections", split = ",", paramLabel = "N", description = "Connections (default: 64,1).")
    private List<Integer> connections = List.of(64, 1);

    @Option(names = "--seconds", paramLabel = "N", description = "Length of each load (default: ${DEFAULT-VALUE}).")
    private int seconds = 2;

    public static void main(String[] args) {
        BenchmarkMain.run(new SyscallsPerMessage(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!InstalledPrograms.isOnPath("strace")) {
            throw new IllegalStateException("strace is not installed (Debian package strace)");
        }
        List<TracedClient> clients = installed();
        SyscallsTable table = new SyscallsTable();
        try (TargetServer server = TargetServer.start(new ChildProcesses(), List.of(), List.of())) {
            for (String cell : cells) {
                for (int count : connections) {
                    ClosedLoad load = new ClosedLoad(Cell.parse(cell), count, seconds);
                    for (TracedClient client : clients) {
                        if (client.supports(load.cell())) {
                            trace(client, server.echo(), load, table);
                        }
                    }
                }
            }
        }
        System.out.print(table.toMarkdown());
        return 0;
    }

    private static List<TracedClient> installed() {
        List<TracedClient> installed = new ArrayList<>();
        for (TracedClient client : TracedClient.values()) {
            if (client.missing().isEmpty()) {
                installed.add(client);
            } else {
                System.err.println("left out: " + client.missing());
            }
        }
        return installed;
    }

    /** A failure of another tool is shown in its row; our own ends the benchmark. */
    private static void trace(TracedClient client, Target target, ClosedLoad load, SyscallsTable table)
            throws IOException, InterruptedException {
        String name = load.cell().name() + "-" + load.connections() + "-"
                + client.label().replace(' ', '-');
        System.err.println(name);
        Path output = Files.createDirectories(BenchmarkMain.output().resolve("syscalls"))
                .resolve(name);
        try {
            table.add(load, client.label(), client.trace(target, load, output));
        } catch (IOException | IllegalArgumentException e) {
            if (client == TracedClient.WIREBENCH) {
                throw e;
            }
            table.addFailure(load, client.label(), e.getMessage());
        }
    }
}
