package dev.wirebench.cli;

import dev.wirebench.harness.progress.ConsoleProgress;
import dev.wirebench.harness.systems.ServedTarget;
import dev.wirebench.harness.systems.SystemServices;
import dev.wirebench.harness.systems.SystemUnderTest;
import dev.wirebench.harness.systems.check.SystemCheck;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench systems check}: starts systems and says what they can do, without any load. */
@Command(
        name = "check",
        description = {
            "Starts systems one after the other and runs the conformance checks of a run.",
            "Exit code: 0 if no check failed, 1 if any did."
        },
        mixinStandardHelpOptions = true)
final class SystemsCheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SYSTEM", description = "Names from wirebench systems.")
    private List<String> names;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "256",
            description = "Connections to hold at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Override
    public Integer call() throws IOException {
        boolean isWell = true;
        for (SystemUnderTest contender : SystemUnderTest.of(plan(), ConsoleProgress.of(System.err))) {
            isWell &= check(contender);
        }
        return isWell ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** Of all wires; nothing of it is ever measured. */
    private Plan plan() {
        List<Cell> cells = Stream.of(Protocol.values())
                .map(protocol -> new Cell(protocol, Cell.UNLIMITED))
                .toList();
        try {
            List<Load> load = List.of(new Load.Closed(connections));
            return Plan.named("check")
                    .cells(cells)
                    .load(load)
                    .phases(new Phases(0, 1))
                    .systems(names)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new PlanException(e.getMessage());
        }
    }

    private static boolean check(SystemUnderTest contender) throws IOException {
        Path logs = Files.createTempDirectory("wirebench-check-");
        try (SystemServices services = new SystemServices()) {
            ServedTarget service = services.start(contender, logs);
            try {
                return print(contender, SystemServices.ask(contender, service));
            } finally {
                service.end().run();
            }
        } finally {
            remove(logs);
        }
    }

    private static boolean print(SystemUnderTest contender, SystemCheck check) {
        System.out.println(SafeText.line(contender.name() + " " + contender.version()));
        for (SystemRecord.Check each : check.checks()) {
            System.out.println(String.format(
                            Locale.ROOT,
                            "  %-10s %-12s %-7s %s",
                            each.protocol().label(),
                            each.what(),
                            each.result().label(),
                            SafeText.line(each.detail()))
                    .stripTrailing());
        }
        if (check.bytesPerIdleConnection() != ResourceUsage.UNKNOWN) {
            System.out.println("  " + check.bytesPerIdleConnection() + " bytes for each of " + check.idleConnections()
                    + " idle connections");
        }
        return check.checks().stream().noneMatch(each -> each.result() == SystemRecord.Result.FAILED);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
